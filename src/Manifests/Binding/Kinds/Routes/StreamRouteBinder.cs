using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads TLSRoute, TCPRoute and UDPRoute.</summary>
internal static class StreamRouteBinder
{
    private const int HostnamesMax = 1_024;

    // v1 has exactly one rule; v1alpha2 took more, of which the first is served.
    private const int AlphaRulesMax = 16;

    public static StreamRouteResource? BindTls(ObjectHead head) => Bind(head, KindNames.TlsRoute);

    public static StreamRouteResource? BindTcp(ObjectHead head) => Bind(head, KindNames.TcpRoute);

    public static StreamRouteResource? BindUdp(ObjectHead head) => Bind(head, KindNames.UdpRoute);

    private static StreamRouteResource? Bind(ObjectHead head, string kind)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        StreamRouteResource route = new(kind)
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ParentRefs = ParentRefBinder.Bind(spec),
            Hostnames = kind == KindNames.TlsRoute ? BindHostnames(spec, head.Version) : [],
            Rules = BindRules(spec, head.Version),
        };
        spec.Close();
        return route;
    }

    private static ValueList<string> BindHostnames(Fields spec, string version) => version == "v1"
        ? HostnamesBinder.Bind(spec.Require("hostnames"), HostnamesMax, countMin: 1)
        : HostnamesBinder.Bind(spec.Find("hostnames"), HostnamesMax);

    private static ValueList<RuleSpec> BindRules(Fields spec, string version)
    {
        List<RuleSpec> rules = [];

        foreach (FieldValue item in spec.Require("rules")?.Items(version == "v1" ? 1 : AlphaRulesMax, countMin: 1) ?? [])
        {
            if (item.Fields() is { } fields)
            {
                string? name = fields.Find("name") is { } value ? NameRules.Name(value) : null;
                rules.Add(new RuleSpec { Name = name, BackendRefs = BackendRefBinder.BindList(fields, filters: null, countMin: 1) });
                fields.Close();
            }
        }

        return rules.ToValueList();
    }
}
