using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads the <c>listeners</c> of a Gateway or a ListenerSet, and what the CRD says of all of them together.</summary>
internal static class ListenersBinder
{
    private const int ListenersMax = 64;

    public static ValueList<GatewayListener> Bind(Fields spec)
    {
        List<GatewayListener> listeners = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<(int, string, string?)> places = [];

        foreach (FieldValue item in spec.Require("listeners")?.Items(ListenersMax, countMin: 1) ?? [])
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            GatewayListener listener = ListenerBinder.Bind(fields);
            listeners.Add(listener);

            if (listener.Name.Length > 0 && !names.Add(listener.Name))
            {
                fields.ReportField("name", ManifestDiagnostics.NotUnique, listener.Name, "a listener's name");
            }

            // CEL: "Combination of port, protocol and hostname must be unique for each listener".
            if (listener.Port > 0 && !places.Add((listener.Port, listener.Protocol, listener.Hostname)))
            {
                fields.ReportField("port", ManifestDiagnostics.NotUnique, listener.Name, "port, protocol and hostname of a listener");
            }
        }

        return listeners.ToValueList();
    }
}
