using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads one rule of an HTTPRoute.</summary>
internal static class HttpRuleBinder
{
    private const int MatchesMax = 64;

    private static readonly string[] NotServedFields = ["retry", "sessionPersistence", "timeouts"];

    public static HttpRuleSpec Bind(Fields fields)
    {
        string? name = fields.Find("name") is { } value ? NameRules.Name(value) : null;
        ValueList<HttpRouteMatch> matches = BindMatches(fields);
        ValueList<FilterSpec> filters = FilterBinder.BindList(fields.Find("filters"), FilterTypes.Http);
        ValueList<BackendReference> backends = BackendRefBinder.BindList(fields, FilterTypes.Http);
        TimeoutsBinder.Check(fields.Find("timeouts"));

        FilterRules.CheckRule(fields, matches, filters, backends);
        RetryBinder.Check(fields.Find("retry"));
        SessionPersistenceBinder.Check(fields.Find("sessionPersistence"));
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
}
