using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>Which match of a listener's HTTPRoutes a request selects.</summary>
internal static class HttpRules
{
    private sealed record Candidate(string? Hostname, HttpRoute Route, int Rule, int Match, HttpRouteMatch Condition)
    {
        public PathMatch Path => PathRules.OrDefault(Condition.Path);
    }

    public static OracleAnswer? Select(RouteListener listener, string host, OracleRequest request)
    {
        Candidate? winner = InPrecedence(Candidates(listener, host).Where(candidate => Holds(candidate, request))).FirstOrDefault();
        return winner is null ? null : new OracleAnswer(
            new RouteAnswer(
                MatchOutcome.Matched,
                listener.Name,
                RouteKind.Http,
                winner.Route.Name,
                winner.Rule,
                PathRules.MatchedLength(winner.Path, request.Path)),
            winner.Match);
    }

    public static bool HasHost(RouteListener listener, string host) =>
        listener.HttpRoutes.Any<HttpRoute>(route => Hostnames(listener, route, host).Any());

    private static IEnumerable<string?> Hostnames(RouteListener listener, HttpRoute route, string host) =>
        HostRules.Effective(listener.Hostname, route.Hostnames).Where(hostname => HostRules.Covers(hostname, host));

    // "a rule = OR of its matches"; a rule without matches is one match for every path.
    private static IEnumerable<Candidate> Candidates(RouteListener listener, string host) =>
        from route in (IEnumerable<HttpRoute>)listener.HttpRoutes
        from hostname in Hostnames(listener, route, host)
        from rule in route.Rules.Select<HttpRouteRule, (HttpRouteRule Value, int Index)>((value, index) => (value, index))
        from match in rule.Value.Matches.DefaultIfEmpty(new HttpRouteMatch()).Select((value, index) => (Value: value, Index: index))
        select new Candidate(hostname, route, rule.Index, match.Index, match.Value);

    // "A match = AND of path, headers, queryParams, method".
    private static bool Holds(Candidate candidate, OracleRequest request) =>
        PathRules.Matches(candidate.Path, request.Path)
        && (candidate.Condition.Method is null || candidate.Condition.Method == request.Method)
        && RequestRules.Distinct(candidate.Condition.Headers).All(header => RequestRules.HeaderMatches(header, request))
        && RequestRules.Distinct(candidate.Condition.QueryParams).All(parameter => RequestRules.QueryMatches(parameter, request));

    // "Precedence over all matches of all routes on that listener", (1) to (9).
    private static IEnumerable<Candidate> InPrecedence(IEnumerable<Candidate> candidates) => candidates
        .OrderBy(candidate => HostRules.Rank(candidate.Hostname))
        .ThenBy(candidate => PathRules.Rank(candidate.Path))
        .ThenByDescending(candidate => PathRules.PrefixLength(candidate.Path))
        .ThenByDescending(candidate => candidate.Condition.Method is not null)
        .ThenByDescending(candidate => RequestRules.Distinct(candidate.Condition.Headers).Count)
        .ThenByDescending(candidate => RequestRules.Distinct(candidate.Condition.QueryParams).Count)
        .ThenBy(candidate => candidate.Route.Age)
        .ThenBy(candidate => candidate.Route.Name, StringComparer.Ordinal)
        .ThenBy(candidate => candidate.Rule)
        .ThenBy(candidate => candidate.Match);
}
