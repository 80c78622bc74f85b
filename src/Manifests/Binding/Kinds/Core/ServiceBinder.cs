using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

internal static class ServiceBinder
{
    // The API server sets no limit; a Service with more ports is somebody's mistake.
    private const int PortsMax = 1_000;

    private const string ExternalNameType = "ExternalName";

    public static ServiceResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        ValueList<ServicePort> ports = BindPorts(spec);
        string? externalName = BindExternalName(spec);
        spec.Ignore(
            "allocateLoadBalancerNodePorts", "clusterIP", "clusterIPs", "externalIPs", "externalTrafficPolicy",
            "healthCheckNodePort", "internalTrafficPolicy", "ipFamilies", "ipFamilyPolicy", "loadBalancerClass", "loadBalancerIP",
            "loadBalancerSourceRanges", "publishNotReadyAddresses", "selector", "sessionAffinity", "sessionAffinityConfig",
            "trafficDistribution");
        spec.Close();

        return new ServiceResource { Metadata = head.Metadata, Origin = head.Origin, Ports = ports, ExternalName = externalName };
    }

    // Kubernetes keeps the name of a Service whose type was changed, so without the type it says nothing. It may end in a
    // dot, and digits alone count as a name there ("externalName", core/v1); whether it may be asked is decided later.
    private static string? BindExternalName(Fields spec)
    {
        bool isExternal = spec.Find("type")?.OneOf("ClusterIP", "NodePort", "LoadBalancer", ExternalNameType) == ExternalNameType;
        return (isExternal ? spec.Require("externalName") : spec.Find("externalName")) is { } name && isExternal
            ? NameRules.ExternalName(name)
            : null;
    }

    private static ValueList<ServicePort> BindPorts(Fields spec)
    {
        List<ServicePort> ports = [];
        HashSet<string> names = new(StringComparer.Ordinal);

        foreach (FieldValue item in spec.Items("ports", PortsMax))
        {
            if (item.Fields() is { } fields)
            {
                ServicePort port = BindPort(fields);
                ports.Add(port);

                if (!names.Add(port.Name))
                {
                    fields.ReportField("name", ManifestDiagnostics.NotUnique, port.Name, "a port's name");
                }
            }
        }

        return ports.ToValueList();
    }

    private static ServicePort BindPort(Fields fields)
    {
        ServicePort port = new()
        {
            Name = fields.Find("name")?.Text(0, 63) ?? "",
            Port = fields.Require("port")?.PortNumber() ?? 0,
            Protocol = fields.Find("protocol")?.OneOf("TCP", "UDP", "SCTP") ?? ServicePort.Tcp,
            TargetPort = fields.Find("targetPort") is { } target ? BindTarget(target) : null,
            AppProtocol = fields.Find("appProtocol")?.Text(1, 253),
        };
        fields.Ignore("nodePort");
        fields.Close();
        return port;
    }

    // IntOrString: a name is resolved by whoever writes the slices.
    private static int? BindTarget(FieldValue target)
    {
        if (target.Node is ScalarNode { Type: ScalarType.Text })
        {
            target.Text(1, 63);
            return null;
        }

        return target.PortNumber();
    }
}
