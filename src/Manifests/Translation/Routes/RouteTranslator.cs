using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>The records of routes to the routing model's, with their references resolved.</summary>
internal sealed class RouteTranslator(BackendCatalog backends, DiagnosticBag diagnostics)
{
    public HttpRoute Translate(HttpRouteResource route, RouteFindings findings)
    {
        FieldPath rules = RulesOf(route);
        return new HttpRoute
        {
            Name = route.Name,
            Age = route.Age,
            Hostnames = route.Hostnames,
            Rules = route.Rules.Select((rule, i) => TranslateRule(rule, findings, rules.Index(i))).ToValueList(),
        };
    }

    public GrpcRoute Translate(GrpcRouteResource route, RouteFindings findings)
    {
        FieldPath rules = RulesOf(route);
        return new GrpcRoute
        {
            Name = route.Name,
            Age = route.Age,
            Hostnames = route.Hostnames,
            Rules = route.Rules.Select((rule, i) => TranslateRule(rule, findings, rules.Index(i))).ToValueList(),
        };
    }

    /// <summary>Resolves the references of a route that the model has no place for yet: its status needs them.</summary>
    public void Check(StreamRouteResource route, RouteFindings findings)
    {
        FieldPath rules = RulesOf(route);

        for (int i = 0; i < route.Rules.Count; i++)
        {
            TranslateBackends(route.Rules[i], findings, rules.Index(i));
        }
    }

    private static FieldPath RulesOf(RouteResource route) => FieldPath.Of(route.ObjectName).Field("spec").Field("rules");

    private HttpRouteRule TranslateRule(HttpRuleSpec rule, RouteFindings findings, FieldPath at)
    {
        WarnOfFields(rule, at);
        return new HttpRouteRule
        {
            Name = rule.Name,
            Matches = rule.Matches,
            Filters = TranslateFilters(rule.Filters, findings, at.Field("filters")),
            Backends = TranslateBackends(rule, findings, at),
        };
    }

    private GrpcRouteRule TranslateRule(GrpcRuleSpec rule, RouteFindings findings, FieldPath at)
    {
        WarnOfFields(rule, at);
        return new GrpcRouteRule
        {
            Name = rule.Name,
            Matches = rule.Matches,
            Filters = TranslateFilters(rule.Filters, findings, at.Field("filters")),
            Backends = TranslateBackends(rule, findings, at),
        };
    }

    private void WarnOfFields(RuleSpec rule, FieldPath at)
    {
        foreach (string field in rule.NotServed)
        {
            diagnostics.Report(ManifestDiagnostics.FieldNotServed, at.Field(field), null, field);
        }
    }

    private ValueList<BackendRef> TranslateBackends(RuleSpec rule, RouteFindings findings, FieldPath at) =>
        rule.BackendRefs
            .Select((backend, i) => TranslateBackend(backend, findings, at.Field("backendRefs").Index(i)))
            .ToValueList();

    private BackendRef TranslateBackend(BackendReference reference, RouteFindings findings, FieldPath at) => new()
    {
        Id = backends.Resolve(reference, findings, at),
        Weight = reference.Weight,
        Filters = TranslateFilters(reference.Filters, findings, at.Field("filters")),
    };

    private ValueList<RouteFilter> TranslateFilters(ValueList<FilterSpec> filters, RouteFindings findings, FieldPath list) =>
        filters.Select((filter, i) => filter.Served ?? Refuse(filter, findings, list.Index(i))).ToValueList();

    private UnresolvedFilter Refuse(FilterSpec filter, RouteFindings findings, FieldPath at)
    {
        string reference = filter.Extension is null ? filter.Type : $"{filter.Type} {filter.Extension}";
        diagnostics.Report(ManifestDiagnostics.FilterNotServed, at.Field("type"), null, reference);

        if (filter.Extension is not null)
        {
            findings.AddUnresolved(Reasons.InvalidKind, $"there is no filter {filter.Extension}");
        }
        else
        {
            findings.AddUnsupported($"filter {filter.Type} is not supported; the requests it is for are answered with an error");
        }

        if (filter.Backend is not null)
        {
            string field = filter.Type == "RequestMirror" ? "requestMirror" : "externalAuth";
            backends.Resolve(filter.Backend, findings, at.Field(field).Field("backendRef"), isSideways: true);
        }

        return new UnresolvedFilter(reference);
    }
}
