using System.Text.RegularExpressions;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>Compiles an HTTPRoute on its own: what does not depend on other routes.</summary>
internal sealed class HttpRouteReader(SharedParts shared, DiagnosticBag diagnostics)
{
    private static readonly HttpRouteMatch EveryPath = new();

    public CompiledRoute Read(HttpRoute route)
    {
        FieldPath rules = CompiledRoute.PathOf(RouteKind.Http, route.Name).Field("spec").Field("rules");
        List<CompiledMatch> matches = [];

        for (int i = 0; i < route.Rules.Count; i++)
        {
            ReadRule(route, i, rules.Index(i), matches);
        }

        return new CompiledRoute(RouteKind.Http, route, route.Name, route.Age, [.. matches]);
    }

    private void ReadRule(HttpRoute route, int index, FieldPath at, List<CompiledMatch> matches)
    {
        HttpRouteRule source = route.Rules[index];
        bool replacesPrefix = source.Matches.Count == 0
            || (source.Matches.Count == 1 && source.Matches[0].Path is null or { Type: PathMatchType.PathPrefix });

        CompiledRule rule = new(
            RouteKind.Http,
            route.Name,
            source.Name,
            index,
            FilterCompiler.Compile(source.Filters, replacesPrefix, at.Field("filters"), diagnostics),
            shared.Backends(source.Backends, replacesPrefix, at.Field("backendRefs")));

        if (source.Matches.IsEmpty)
        {
            Add(EveryPath, rule, at, matches);
        }

        for (int i = 0; i < source.Matches.Count; i++)
        {
            Add(source.Matches[i], rule, at.Field("matches").Index(i), matches);
        }
    }

    private void Add(HttpRouteMatch match, CompiledRule rule, FieldPath at, List<CompiledMatch> matches)
    {
        PathMatchType type = match.Path?.Type ?? PathMatchType.PathPrefix;
        string value = match.Path?.Value ?? "/";
        FieldPath pathAt = at.Field("path").Field("value");
        Regex? pattern = type == PathMatchType.RegularExpression ? RegexCompiler.Compile(value, pathAt, diagnostics) : null;
        string? path = type == PathMatchType.RegularExpression ? "" : PathReader.Read(value, pathAt, diagnostics);
        HeaderCondition[] headers = ConditionReader.ReadHeaders(match.Headers, at.Field("headers"), diagnostics);
        QueryCondition[] query = ConditionReader.ReadQueryParams(match.QueryParams, at.Field("queryParams"), diagnostics);

        // A method is case-sensitive, and every one that is registered is upper case (RFC 9110 section 9.1).
        if (match.Method is not null && (!Primitives.HeaderName.IsToken(match.Method) || match.Method.Any(char.IsAsciiLetterLower)))
        {
            diagnostics.Report(RoutingDiagnostics.MethodInvalid, at.Field("method"), match.Method);
        }

        bool hasConditions = match.Method is not null || headers.Length > 0 || query.Length > 0;
        matches.Add(new CompiledMatch
        {
            Kind = type switch { PathMatchType.Exact => PathKind.Exact, PathMatchType.PathPrefix => PathKind.Prefix, _ => PathKind.Regex },
            Path = (type == PathMatchType.PathPrefix ? path?.TrimEnd('/') : path) ?? "",
            Pattern = pattern,
            Literal = pattern is null ? [] : RegexCompiler.LiteralOf(value),
            Conditions = hasConditions ? shared.Conditions(new ConditionSet(match.Method, headers, query, null)) : null,
            Rank = new MatchRank(0, path?.Length ?? 0, match.Method is not null, headers.Length, query.Length),
            Rule = rule,
        });
    }
}
