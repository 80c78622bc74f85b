using System.Globalization;
using System.Net;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

internal static class GatewayBinder
{
    private const int AddressesMax = 16;
    private const int LabelsMax = 8;
    private const int AnnotationsMax = 16;

    public static GatewayResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        string? className = spec.Require("gatewayClassName")?.Text(1, 253);
        GatewayResource gateway = new()
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ClassName = className ?? "",
            Listeners = ListenersBinder.Bind(spec),
            Addresses = BindAddresses(spec),
            AllowedListeners = spec.Find("allowedListeners")?.Fields() is { } allowed
                ? BindAllowedListeners(allowed)
                : NamespaceRule.None,
            HasParameters = spec.Find("infrastructure")?.Fields() is { } infrastructure && BindInfrastructure(infrastructure),
            Tls = spec.Find("tls")?.Fields() is { } tls ? GatewayTlsBinder.Bind(tls) : new GatewayTls(),
        };
        spec.Find("defaultScope")?.OneOf("All", "None");
        spec.Close();
        return gateway;
    }

    private static NamespaceRule BindAllowedListeners(Fields allowed)
    {
        NamespaceRule rule = allowed.Find("namespaces")?.Fields() is { } namespaces
            ? SelectorBinder.Bind(namespaces, NamespaceRule.None)
            : NamespaceRule.None;
        allowed.Close();
        return rule;
    }

    // Labels and annotations are for the objects that a controller creates: on files there are none.
    private static bool BindInfrastructure(Fields infrastructure)
    {
        CheckMap(infrastructure, "labels", LabelsMax);
        CheckMap(infrastructure, "annotations", AnnotationsMax);
        bool hasParameters = ReferenceBinder.Check(infrastructure, "parametersRef");
        infrastructure.Close();
        return hasParameters;
    }

    private static void CheckMap(Fields infrastructure, string name, int countMax)
    {
        if (infrastructure.Find(name) is { } map && map.Fields() is not null && ((MappingNode)map.Node).Entries.Count is var count
            && count > countMax)
        {
            map.Report(ManifestDiagnostics.ListLength, count.ToString(CultureInfo.InvariantCulture), 0, countMax);
        }
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
