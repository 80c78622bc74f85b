using System.Globalization;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Which listeners of a Gateway can be served: those with a protocol we speak, and distinct from each other.</summary>
internal static class ListenerChoice
{
    public static IReadOnlyList<ServedListener> Choose(GatewayResource gateway, DiagnosticBag diagnostics)
    {
        List<ServedListener> spoken = [];
        FieldPath list = FieldPath.Of(gateway.ObjectName).Field("spec").Field("listeners");

        for (int i = 0; i < gateway.Listeners.Count; i++)
        {
            ServedListener listener = new(gateway, gateway.Listeners[i], list.Index(i));

            if (listener.Spec.Protocol == ServedListener.Http)
            {
                spoken.Add(listener);
                WarnOfSelector(listener, diagnostics);
            }
            else
            {
                diagnostics.Report(
                    ManifestDiagnostics.ProtocolNotServed, listener.Path.Field("protocol"), null, listener.Spec.Protocol);
            }
        }

        return DropConflicts(spoken, diagnostics);
    }

    // "If the implementation does ensure that ... no Listener is the winner": inside one Gateway every indistinct
    // listener is refused, and the distinct ones serve on (Gateway API, Listener conflicts).
    private static List<ServedListener> DropConflicts(List<ServedListener> listeners, DiagnosticBag diagnostics)
    {
        List<ServedListener> distinct = [];

        foreach (ServedListener listener in listeners)
        {
            if (!listeners.Any(other => other != listener && Collide(other.Spec, listener.Spec)))
            {
                distinct.Add(listener);
                continue;
            }

            string shared = string.Create(
                CultureInfo.InvariantCulture, $"port {listener.Spec.Port} and hostname {listener.Spec.Hostname ?? "(none)"}");
            diagnostics.Report(ManifestDiagnostics.ListenerConflict, listener.Path, listener.Spec.Name, shared);
        }

        return distinct;
    }

    private static bool Collide(GatewayListener left, GatewayListener right) =>
        left.Port == right.Port && left.Hostname == right.Hostname;

    private static void WarnOfSelector(ServedListener listener, DiagnosticBag diagnostics)
    {
        if (listener.Spec.AllowedRoutes.Namespaces.From == NamespacesFrom.Selector)
        {
            diagnostics.Report(
                ManifestDiagnostics.SelectorNotServed, listener.Path.Field("allowedRoutes").Field("namespaces").Field("from"));
        }
    }
}
