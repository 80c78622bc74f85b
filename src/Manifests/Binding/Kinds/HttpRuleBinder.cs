using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads one rule of an HTTPRoute.</summary>
internal static class HttpRuleBinder
{
    private const int MatchesMax = 64;
    private const int BackendRefsMax = 16;

    private static readonly string[] NotServedFields = ["retry", "sessionPersistence", "timeouts"];

    public static HttpRuleSpec Bind(Fields fields)
    {
        string? name = fields.Find("name") is { } value ? NameRules.Name(value) : null;
        ValueList<HttpRouteMatch> matches = BindMatches(fields);
        ValueList<HttpFilterSpec> filters = HttpFilterBinder.BindList(fields.Find("filters"));
        ValueList<BackendReference> backends = BindBackends(fields);
        TimeoutsBinder.Check(fields.Find("timeouts"));

        FilterRules.CheckRule(fields, matches, filters, backends);
        fields.Ignore("retry", "sessionPersistence");
        fields.Close();

        return new HttpRuleSpec
        {
            Name = name,
            Matches = matches,
            Filters = filters,
            BackendRefs = backends,
            NotServed = NotServedFields.Where(fields.Has).ToValueList(),
        };
    }

    private static ValueList<HttpRouteMatch> BindMatches(Fields rule)
    {
        if (rule.Find("matches") is not { } value)
        {
            return [HttpRouteBinder.EveryPath];
        }

        List<HttpRouteMatch> matches = [];

        foreach (FieldValue item in value.Items(MatchesMax))
        {
            if (item.Fields() is { } fields)
            {
                matches.Add(HttpMatchBinder.Bind(fields));
            }
        }

        return matches.ToValueList();
    }

    private static ValueList<BackendReference> BindBackends(Fields rule)
    {
        List<BackendReference> backends = [];

        foreach (FieldValue item in rule.Items("backendRefs", BackendRefsMax))
        {
            if (item.Fields() is { } fields)
            {
                backends.Add(BackendRefBinder.Bind(fields));
            }
        }

        return backends.ToValueList();
    }
}
