using System.Net;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

internal static class GatewayBinder
{
    private const int ListenersMax = 64;
    private const int AddressesMax = 16;

    public static GatewayResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        string? className = spec.Require("gatewayClassName")?.Text(1, 253);
        ValueList<GatewayListener> listeners = BindListeners(spec);
        ValueList<GatewayAddress> addresses = BindAddresses(spec);
        spec.Ignore("allowedListeners", "defaultScope", "infrastructure", "tls");
        spec.Close();

        return new GatewayResource
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ClassName = className ?? "",
            Listeners = listeners,
            Addresses = addresses,
        };
    }

    private static ValueList<GatewayListener> BindListeners(Fields spec)
    {
        List<GatewayListener> listeners = [];
        HashSet<string> names = new(StringComparer.Ordinal);

        foreach (FieldValue item in spec.Require("listeners")?.Items(ListenersMax, countMin: 1) ?? [])
        {
            if (item.Fields() is { } fields && ListenerBinder.Bind(fields) is { } listener)
            {
                listeners.Add(listener);

                if (listener.Name.Length > 0 && !names.Add(listener.Name))
                {
                    fields.ReportField("name", ManifestDiagnostics.NotUnique, listener.Name, "a listener's name");
                }
            }
        }

        return listeners.ToValueList();
    }

    private static ValueList<GatewayAddress> BindAddresses(Fields spec)
    {
        List<GatewayAddress> addresses = [];

        foreach (FieldValue item in spec.Items("addresses", AddressesMax))
        {
            if (item.Fields() is { } fields)
            {
                addresses.Add(BindAddress(fields));
                fields.Close();
            }
        }

        return addresses.ToValueList();
    }

    private static GatewayAddress BindAddress(Fields fields)
    {
        string type = fields.Find("type")?.Text(1, 253) ?? GatewayAddress.IpAddressType;
        FieldValue? value = fields.Find("value");
        string? text = value?.Text(0, 253);

        if (type == GatewayAddress.IpAddressType && !string.IsNullOrEmpty(text) && !IPAddress.TryParse(text, out _))
        {
            value?.Report(ManifestDiagnostics.BadAddress, text, "IP");
        }

        return new GatewayAddress(type, string.IsNullOrEmpty(text) ? null : text);
    }
}
