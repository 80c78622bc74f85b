using System.Net;
using Gatehouse.Oracle;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Conformance;

/// <summary>
/// Answers without a socket: by the oracle, which reads Gateway API sentence by sentence, and by the compiled snapshot. An
/// answer is a Service (<c>infra/v1</c>), a status (<c>404</c>) or a redirect (<c>302 http://…</c>); where chance decides,
/// all that are possible, sorted, with <c>|</c> between them.
/// </summary>
internal static class ConfigAnswerer
{
    // Evenly over the whole range: enough that a backend with one share of a hundred comes up.
    private const int Rolls = 256;

    private static readonly IPEndPoint Somewhere = new(IPAddress.Loopback, 443);

    private static readonly ConnectionFacts Cleartext = new()
    {
        ListenerName = "infra/edge:443",
        LocalEndPoint = Somewhere,
        RemoteEndPoint = Somewhere,
        ClientAddress = Somewhere.Address,
    };

    internal static string ByOracle(TrafficConfig config, GatewayPort port, OracleRequest request, string? serverName = null)
    {
        RouteAnswer answer = RouteOracle.Match(port.Listeners, request).Answer;

        // "If H exists and H != L -> 421": the listener of the host against that of the server name.
        if (serverName is not null
            && answer.Listener is not null
            && answer.Listener != RouteOracle.Match(port.Listeners, request with { Host = serverName }).Answer.Listener)
        {
            return "421";
        }

        if (answer.Outcome != MatchOutcome.Matched)
        {
            return "404";
        }

        RouteListener listener = port.Listeners.Single<RouteListener>(listener => listener.Name == answer.Listener);
        (IEnumerable<RouteFilter> filters, IEnumerable<BackendRef> backends) = RuleOf(listener, answer);

        if (filters.Any(filter => filter is UnresolvedFilter))
        {
            return "500";
        }

        if (filters.OfType<RequestRedirect>().FirstOrDefault() is { } redirect)
        {
            return $"{redirect.StatusCode} {FilterOracle.Location(redirect, listener, request, answer.MatchedPathLength)}";
        }

        BackendRef[] weighted = [.. backends.Where(backend => backend.Weight > 0)];
        return weighted.Length == 0 ? "500" : Join(weighted.Select(backend => ByOracle(config, backend)));
    }

    internal static string ByTable(TrafficSnapshot snapshot, GatewayPort port, OracleRequest request, string? serverName = null)
    {
        ConnectionFacts? connection = serverName is null ? null : Cleartext with { IsTls = true, ServerName = serverName };
        PortSnapshot compiled = snapshot.FindPort(new PortKey(port.Gateway, port.Port))!;
        CharRequest prepared = new(request);
        return Join(Enumerable.Range(0, Rolls).Select(
            roll => ByTable(compiled, prepared, (ulong)roll * (ulong.MaxValue / Rolls), connection)));
    }

    private static (IEnumerable<RouteFilter> Filters, IEnumerable<BackendRef> Backends) RuleOf(RouteListener listener, RouteAnswer answer)
    {
        if (answer.Kind == RouteKind.Grpc)
        {
            GrpcRouteRule grpc = listener.GrpcRoutes.First<GrpcRoute>(route => route.Name == answer.Route).Rules[answer.Rule];
            return (grpc.Filters, grpc.Backends);
        }

        HttpRouteRule http = listener.HttpRoutes.First<HttpRoute>(route => route.Name == answer.Route).Rules[answer.Rule];
        return (http.Filters, http.Backends);
    }

    // "Invalid backendRef: its weighted share answers 500"; "Service without ready endpoints: 503 for its share".
    private static string ByOracle(TrafficConfig config, BackendRef reference)
    {
        Backend? backend = config.Backends.FirstOrDefault<Backend>(candidate => candidate.Id == reference.Id);
        return backend is null ? "500" : backend.Endpoints.IsEmpty ? "503" : ServiceOf(backend.Id);
    }

    private static string ByTable(PortSnapshot port, CharRequest prepared, ulong roll, ConnectionFacts? connection)
    {
        CharRequestView view = prepared.View;
        RequestDecision decision = TrafficPipeline.Request(port, in view, roll, connection);

        return decision.Action switch
        {
            RequestAction.Forward => ServiceOf(decision.Target!.Id),
            RequestAction.Redirect => $"{decision.StatusCode} {LocationOf(in decision, in view)}",
            _ => $"{decision.StatusCode}",
        };
    }

    private static string LocationOf(in RequestDecision decision, in CharRequestView view)
    {
        Span<char> location = new char[1_024];
        Assert.True(decision.Redirect!.TryFormatLocation(decision.Listener!, in view, decision.MatchedPathLength, location, out int written));
        return new string(location[..written]);
    }

    private static string ServiceOf(string backendId) => backendId.Split(':')[0];

    private static string Join(IEnumerable<string> answers) => string.Join('|', answers.Distinct().Order(StringComparer.Ordinal));
}
