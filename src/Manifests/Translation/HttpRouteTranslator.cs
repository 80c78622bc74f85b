using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>An HTTPRoute's record to the routing model's, with its references resolved.</summary>
internal sealed class HttpRouteTranslator(BackendCatalog backends, DiagnosticBag diagnostics)
{
    public HttpRoute Translate(HttpRouteResource route)
    {
        FieldPath rules = FieldPath.Of(route.ObjectName).Field("spec").Field("rules");

        return new HttpRoute
        {
            Name = route.Name,
            Age = AgeOf(route),
            Hostnames = route.Hostnames,
            Rules = route.Rules.Select((rule, i) => TranslateRule(route, rule, rules.Index(i))).ToValueList(),
        };
    }

    private static RouteAge AgeOf(Resource route) =>
        route.Metadata.CreationTimestamp is { } created
            ? new RouteAge(created)
            : new RouteAge(null, route.Origin.File, route.Origin.Ordinal);

    private HttpRouteRule TranslateRule(HttpRouteResource route, HttpRuleSpec rule, FieldPath at)
    {
        foreach (string field in rule.NotServed)
        {
            diagnostics.Report(ManifestDiagnostics.FieldNotServed, at.Field(field), null, field);
        }

        return new HttpRouteRule
        {
            Name = rule.Name,
            Matches = rule.Matches,
            Filters = TranslateFilters(rule.Filters, at.Field("filters")),
            Backends = rule.BackendRefs
                .Select((backend, i) => TranslateBackend(route, backend, at.Field("backendRefs").Index(i)))
                .ToValueList(),
        };
    }

    private BackendRef TranslateBackend(HttpRouteResource route, BackendReference reference, FieldPath at) => new()
    {
        Id = backends.Resolve(route, reference, at),
        Weight = reference.Weight,
        Filters = TranslateFilters(reference.Filters, at.Field("filters")),
    };

    private ValueList<RouteFilter> TranslateFilters(ValueList<FilterSpec> filters, FieldPath list) =>
        filters.Select((filter, i) => filter.Served ?? Refuse(filter, list.Index(i))).ToValueList();

    private UnresolvedFilter Refuse(FilterSpec filter, FieldPath at)
    {
        string reference = filter.Extension is null ? filter.Type : $"{filter.Type} {filter.Extension}";
        diagnostics.Report(ManifestDiagnostics.FilterNotServed, at.Field("type"), null, reference);
        return new UnresolvedFilter(reference);
    }
}
