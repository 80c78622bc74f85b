using System.Net;
using System.Net.Sockets;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

internal static class EndpointSliceBinder
{
    private const int EndpointsMax = 1_000;
    private const int AddressesMax = 100;
    private const int PortsMax = 100;

    public static EndpointSliceResource? Bind(ObjectHead head)
    {
        string? type = head.Fields.Require("addressType")?.OneOf("IPv4", "IPv6", EndpointSliceResource.Fqdn);
        ValueList<SliceEndpoint> endpoints = BindEndpoints(head.Fields, type);
        ValueList<SlicePort> ports = BindPorts(head.Fields);

        return new EndpointSliceResource
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            AddressType = type ?? "",
            Endpoints = endpoints,
            Ports = ports,
        };
    }

    private static ValueList<SliceEndpoint> BindEndpoints(Fields slice, string? addressType)
    {
        List<SliceEndpoint> endpoints = [];

        // The API requires the list, but kubectl writes it as null when it is empty.
        foreach (FieldValue item in slice.Items("endpoints", EndpointsMax))
        {
            if (item.Fields() is { } fields)
            {
                endpoints.Add(new SliceEndpoint(BindAddresses(fields, addressType), BindReady(fields)));
                fields.Ignore("deprecatedTopology", "hints", "hostname", "nodeName", "targetRef", "zone");
                fields.Close();
            }
        }

        return endpoints.ToValueList();
    }

    private static ValueList<string> BindAddresses(Fields endpoint, string? addressType)
    {
        List<string> addresses = [];

        foreach (FieldValue item in endpoint.Require("addresses")?.Items(AddressesMax, countMin: 1) ?? [])
        {
            if (item.Text() is { } text)
            {
                addresses.Add(text);
                CheckAddress(item, text, addressType);
            }
        }

        return addresses.ToValueList();
    }

    private static void CheckAddress(FieldValue item, string text, string? addressType)
    {
        AddressFamily? family = addressType switch
        {
            "IPv4" => AddressFamily.InterNetwork,
            "IPv6" => AddressFamily.InterNetworkV6,
            _ => null,
        };

        if (family is not null && !IsAddress(text, family.Value))
        {
            item.Report(ManifestDiagnostics.BadAddress, text, addressType);
        }
    }

    // The parser also takes "1" and "127.1" for addresses; Kubernetes does not.
    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out IPAddress? address)
        && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || address.ToString() == text);

    private static bool BindReady(Fields endpoint)
    {
        if (endpoint.Find("conditions")?.Fields() is not { } conditions)
        {
            return true;
        }

        bool isReady = conditions.Find("ready")?.Flag() ?? true;
        conditions.Find("serving")?.Flag();
        conditions.Find("terminating")?.Flag();
        conditions.Close();
        return isReady;
    }

    private static ValueList<SlicePort> BindPorts(Fields slice)
    {
        List<SlicePort> ports = [];

        foreach (FieldValue item in slice.Items("ports", PortsMax))
        {
            if (item.Fields() is { } fields)
            {
                ports.Add(new SlicePort(
                    fields.Find("name")?.Text(0, 63) ?? "",
                    fields.Find("port")?.PortNumber(),
                    fields.Find("protocol")?.OneOf("TCP", "UDP", "SCTP") ?? ServicePort.Tcp));
                fields.Ignore("appProtocol");
                fields.Close();
            }
        }

        return ports.ToValueList();
    }
}
