using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>
/// Selects the rule for a request as Gateway API tells it, sentence by sentence: slow, obvious, and written without
/// a look at the compiled table, which has to answer the same.
/// </summary>
public static class RouteOracle
{
    public static OracleAnswer Match(IEnumerable<RouteListener> listeners, OracleRequest request)
    {
        string host = HostRules.Bare(request.Host);

        // "the request only sees routes attached to the single most specific listener".
        RouteListener? listener = listeners
            .Where(candidate => HostRules.Covers(candidate.Hostname, host))
            .OrderBy(candidate => HostRules.Rank(candidate.Hostname))
            .FirstOrDefault();

        return listener is null
            ? new OracleAnswer(new RouteAnswer(MatchOutcome.NoListener))
            : OnListener(listener, host, request);
    }

    // "a request with content-type application/grpc tries GRPCRoutes first"; the two kinds are never merged.
    private static OracleAnswer OnListener(RouteListener listener, string host, OracleRequest request)
    {
        bool grpc = RequestRules.IsGrpc(request);
        bool hasHost = HttpRules.HasHost(listener, host) || (grpc && GrpcRules.HasHost(listener, host));

        return (grpc ? GrpcRules.Select(listener, host, request) : null)
            ?? HttpRules.Select(listener, host, request)
            ?? new OracleAnswer(new RouteAnswer(hasHost ? MatchOutcome.NoRule : MatchOutcome.NoHost, listener.Name));
    }
}
