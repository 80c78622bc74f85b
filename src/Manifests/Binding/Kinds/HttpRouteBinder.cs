using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

internal static class HttpRouteBinder
{
    private const int ParentRefsMax = 32;
    private const int HostnamesMax = 16;
    private const int RulesMax = 16;
    private const int MatchesMax = 128;

    /// <summary>What the CRD writes where a rule or a route says nothing: every path.</summary>
    public static HttpRouteMatch EveryPath { get; } = new() { Path = new PathMatch(PathMatchType.PathPrefix, "/") };

    public static HttpRouteResource? Bind(ObjectHead head)
    {
        // A spec of defaults only is right by the CRD, and attaches to nothing.
        if (head.Fields.Find("spec")?.Fields() is not { } spec)
        {
            return new HttpRouteResource { Metadata = head.Metadata, Origin = head.Origin };
        }

        ValueList<ParentReference> parentRefs = ParentRefBinder.Bind(spec.Find("parentRefs"), ParentRefsMax);
        ValueList<string> hostnames = BindHostnames(spec);
        ValueList<HttpRuleSpec> rules = BindRules(spec);
        spec.Ignore("useDefaultGateways");
        spec.Close();

        return new HttpRouteResource
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ParentRefs = parentRefs,
            Hostnames = hostnames,
            Rules = rules,
        };
    }

    private static ValueList<string> BindHostnames(Fields spec)
    {
        List<string> hostnames = [];

        foreach (FieldValue item in spec.Items("hostnames", HostnamesMax))
        {
            if (NameRules.Hostname(item) is { } hostname)
            {
                hostnames.Add(hostname);
            }
        }

        return hostnames.ToValueList();
    }

    private static ValueList<HttpRuleSpec> BindRules(Fields spec)
    {
        if (spec.Find("rules") is not { } value)
        {
            return [new HttpRuleSpec { Matches = [EveryPath] }];
        }

        List<HttpRuleSpec> rules = [];

        foreach (FieldValue item in value.Items(RulesMax, countMin: 1))
        {
            if (item.Fields() is { } fields)
            {
                rules.Add(HttpRuleBinder.Bind(fields));
            }
        }

        int matches = rules.Sum(rule => rule.Matches.Count);

        if (matches > MatchesMax)
        {
            value.Report(ManifestDiagnostics.ListLength, $"{matches} matches in all rules", 1, MatchesMax);
        }

        return rules.ToValueList();
    }
}
