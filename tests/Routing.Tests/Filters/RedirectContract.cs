namespace Gatehouse.Routing.Tests.Filters;

/// <summary>What Gateway API says about RequestRedirect, as tables of filter and request → Location.</summary>
public abstract class RedirectContract<TFilters>
    where TFilters : IFilters
{
    // The tables of the conformance tests HTTPRouteRedirectPort and HTTPRouteRedirectPortAndScheme.
    [Theory]
    [InlineData(80, null, null, "http://example.org/x")]
    [InlineData(80, null, 80, "http://example.org/x")]
    [InlineData(80, null, 8080, "http://example.org:8080/x")]
    [InlineData(80, "https", null, "https://example.org/x")]
    [InlineData(80, "https", 443, "https://example.org/x")]
    [InlineData(80, "https", 8443, "https://example.org:8443/x")]
    [InlineData(80, "http", null, "http://example.org/x")]
    [InlineData(8080, null, null, "http://example.org:8080/x")]
    [InlineData(8080, null, 80, "http://example.org/x")]
    [InlineData(8080, "https", null, "https://example.org/x")]
    [InlineData(8080, "http", null, "http://example.org/x")]
    [InlineData(8080, "http", 8080, "http://example.org:8080/x")]
    [InlineData(443, null, null, "https://example.org/x")]
    [InlineData(443, null, 443, "https://example.org/x")]
    [InlineData(443, null, 8443, "https://example.org:8443/x")]
    [InlineData(443, null, 80, "https://example.org:80/x")]
    [InlineData(443, "http", null, "http://example.org/x")]
    [InlineData(443, "http", 8080, "http://example.org:8080/x")]
    [InlineData(443, "http", 443, "http://example.org:443/x")]
    [InlineData(8443, null, null, "https://example.org:8443/x")]
    public void The_port_is_the_filters_or_the_schemes_or_the_listeners(int listenerPort, string? scheme, int? port, string expected)
    {
        RouteListener listener = Listener("l", null) with
        {
            Port = listenerPort,
            Scheme = listenerPort is 443 or 8443 ? ListenerScheme.Https : ListenerScheme.Http,
        };

        Assert.Equal(expected, Location(new RequestRedirect { Scheme = scheme, Port = port, Hostname = "example.org" }, "h/x", listener: listener));
    }

    [Theory]
    [InlineData("example.org/x", "http://example.org/x")]
    [InlineData("example.org:8080/x", "http://example.org/x")]
    [InlineData("example.org.:8080/x", "http://example.org./x")]
    [InlineData("Example.ORG/x", "http://Example.ORG/x")]
    [InlineData("127.0.0.1:8080/x", "http://127.0.0.1/x")]
    [InlineData("[::1]:8080/x", "http://[::1]/x")]
    [InlineData("[::1]/x", "http://[::1]/x")]
    public void Without_a_hostname_the_requests_host_without_its_port_is_kept(string target, string expected) =>
        Assert.Equal(expected, Location(new RequestRedirect(), target));

    [Theory]
    [InlineData("h/x?a=1&b=%20", "http://example.org/x?a=1&b=%20")]
    [InlineData("h/x?", "http://example.org/x")]
    [InlineData("h/a%20b/?q=/x?y", "http://example.org/a%20b/?q=/x?y")]
    public void Path_and_query_are_kept(string target, string expected) =>
        Assert.Equal(expected, Location(new RequestRedirect { Hostname = "example.org" }, target));

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public void Every_status_of_the_API_is_kept(int status) =>
        Assert.Equal("http://example.org/x", Location(new RequestRedirect { Hostname = "example.org", StatusCode = status }, "POST h/x"));

    // The tables of the conformance test HTTPRouteRedirectPath.
    [Theory]
    [InlineData("/original-prefix", "/replacement-prefix", "h/original-prefix/lemon", "http://h/replacement-prefix/lemon")]
    [InlineData("/original-prefix", "/replacement-prefix", "h/original-prefix", "http://h/replacement-prefix")]
    [InlineData("/original-prefix", "/replacement-prefix", "h/original-prefix/?a=1", "http://h/replacement-prefix/?a=1")]
    [InlineData("/", "/replacement-prefix", "h/lemon", "http://h/replacement-prefix/lemon")]
    [InlineData("/original-prefix", "/", "h/original-prefix/lemon", "http://h/lemon")]
    [InlineData("/original-prefix", "/", "h/original-prefix", "http://h/")]
    public void A_redirect_may_replace_the_prefix(string prefix, string value, string target, string expected) => Assert.Equal(
        expected,
        Location(new RequestRedirect { Path = new PathModifier(PathModifierType.ReplacePrefixMatch, value) }, target, Prefix(prefix)));

    [Fact]
    public void A_redirect_may_replace_the_whole_path() => Assert.Equal(
        "https://example.org/full?a=1",
        Location(
            new RequestRedirect { Scheme = "https", Hostname = "example.org", Path = new PathModifier(PathModifierType.ReplaceFullPath, "/full") },
            "h/a/b/c?a=1",
            Prefix("/a")));

    private static string Location(RequestRedirect redirect, string target, HttpRouteMatch? match = null, RouteListener? listener = null) =>
        TFilters.Location(redirect, listener ?? Listener("l", null), match ?? Any, OracleRequest.Parse(target));
}

public sealed class OracleRedirects : RedirectContract<OracleFilters>;

public sealed class CompiledTableRedirects : RedirectContract<CompiledTableFilters>;
