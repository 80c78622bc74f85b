using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>Which match of a listener's GRPCRoutes a gRPC request selects.</summary>
internal static class GrpcRules
{
    private sealed record Candidate(string? Hostname, GrpcRoute Route, int Rule, int Match, GrpcRouteMatch Condition);

    public static OracleAnswer? Select(RouteListener listener, string host, OracleRequest request)
    {
        // "Path is /{service}/{method}".
        string[] parts = request.Path.Split('/');
        if (parts is not ["", { Length: > 0 } service, { Length: > 0 } method])
        {
            return null;
        }

        Candidate? winner = InPrecedence(Candidates(listener, host)
            .Where(candidate => Holds(candidate, service, method, request))).FirstOrDefault();
        return winner is null ? null : new OracleAnswer(
            new RouteAnswer(MatchOutcome.Matched, listener.Name, RouteKind.Grpc, winner.Route.Name, winner.Rule, request.Path.Length),
            winner.Match);
    }

    public static bool HasHost(RouteListener listener, string host) =>
        listener.GrpcRoutes.Any<GrpcRoute>(route => Hostnames(listener, route, host).Any());

    private static IEnumerable<string?> Hostnames(RouteListener listener, GrpcRoute route, string host) =>
        HostRules.Effective(listener.Hostname, route.Hostnames).Where(hostname => HostRules.Covers(hostname, host));

    // "GRPCRoute rule without matches = matches everything".
    private static IEnumerable<Candidate> Candidates(RouteListener listener, string host) =>
        from route in (IEnumerable<GrpcRoute>)listener.GrpcRoutes
        from hostname in Hostnames(listener, route, host)
        from rule in route.Rules.Select<GrpcRouteRule, (GrpcRouteRule Value, int Index)>((value, index) => (value, index))
        from match in rule.Value.Matches.DefaultIfEmpty(new GrpcRouteMatch()).Select((value, index) => (Value: value, Index: index))
        select new Candidate(hostname, route, rule.Index, match.Index, match.Value);

    private static bool Holds(Candidate candidate, string service, string method, OracleRequest request) =>
        MethodHolds(candidate.Condition.Method, service, method)
        && RequestRules.Distinct(candidate.Condition.Headers).All(header => RequestRules.HeaderMatches(header, request));

    // "Exact, case-sensitive; service only or method only allowed".
    private static bool MethodHolds(GrpcMethodMatch? match, string service, string method) =>
        match is null
        || ((match.Service is null || TextRules.Matches(match.Type, match.Service, service))
            && (match.Method is null || TextRules.Matches(match.Type, match.Method, method)));

    // "characters of the matching service, characters of the matching method"; an expression stands below every exact name.
    private static int Rank(GrpcMethodMatch? match) => match switch
    {
        null => 4,
        { Type: ValueMatchType.RegularExpression } => 3,
        { Service: not null, Method: not null } => 0,
        { Service: not null } => 1,
        _ => 2,
    };

    // "number of header matches, oldest, name, rule order".
    private static IEnumerable<Candidate> InPrecedence(IEnumerable<Candidate> candidates) => candidates
        .OrderBy(candidate => HostRules.Rank(candidate.Hostname))
        .ThenBy(candidate => Rank(candidate.Condition.Method))
        .ThenByDescending(candidate => RequestRules.Distinct(candidate.Condition.Headers).Count)
        .ThenBy(candidate => candidate.Route.Age)
        .ThenBy(candidate => candidate.Route.Name, StringComparer.Ordinal)
        .ThenBy(candidate => candidate.Rule)
        .ThenBy(candidate => candidate.Match);
}
