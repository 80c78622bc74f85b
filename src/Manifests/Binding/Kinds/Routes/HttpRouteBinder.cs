using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads an HTTPRoute.</summary>
internal static class HttpRouteBinder
{
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

        HttpRouteResource route = new()
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ParentRefs = ParentRefBinder.Bind(spec),
            Hostnames = HostnamesBinder.Bind(spec.Find("hostnames"), HostnamesMax),
            Rules = BindRules(spec),
        };
        spec.Close();
        return route;
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
