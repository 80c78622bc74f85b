namespace Gatehouse.Routing.Tests.Matching;

/// <summary>
/// What Gateway API says about matching, as tables of request → <c>listener route#rule</c>. Every matcher has to
/// pass all of it: the oracle, because it judges the others, and the compiled table in both text forms.
/// </summary>
public abstract partial class RouteMatchingContract<TMatcher>
    where TMatcher : IMatcher
{
    private static void AssertSelects(string expected, IReadOnlyList<RouteListener> listeners, string target, params ReadOnlySpan<string> headers) =>
        Assert.Equal(expected, TMatcher.Match(listeners, OracleRequest.Parse(target, headers)).ToString());

    // Most tables need no more than one listener without a hostname: its name is left out of what is expected.
    private static void AssertSelects(string expected, HttpRoute[] routes, string target, params ReadOnlySpan<string> headers) =>
        AssertSelects($"http {expected}", [Listener("http", null, routes)], target, headers);

    private static void AssertSelectsCall(string expected, GrpcRoute[] routes, string target, params ReadOnlySpan<string> headers) =>
        AssertSelects($"http {expected}", [Listener("http", null).With(routes)], target, ["content-type: application/grpc", .. headers]);
}

public sealed class OracleMatchesRoutes : RouteMatchingContract<OracleMatcher>;

public sealed class CompiledTableMatchesRoutes : RouteMatchingContract<CharMatcher>;

public sealed class CompiledTableMatchesUtf8Routes : RouteMatchingContract<Utf8Matcher>;
