
namespace Gatehouse.Conformance;

public sealed class HTTPRouteRedirectHostAndStatus(World<HTTPRouteRedirectHostAndStatus> world) : IClassFixture<World<HTTPRouteRedirectHostAndStatus>>
{
    [Theory]
    [InlineData("example.com/hostname-redirect", "302 http://example.org/hostname-redirect")]
    [InlineData("example.com/host-and-status", "301 http://example.org/host-and-status")]
    [InlineData("example.com:1234/status-only/a%2Fb?c=%20", "301 http://example.com/status-only/a%2Fb?c=%20")]
    public Task Location_is(string request, string expected) => world.ExpectAsync(request, expected);
}

public sealed class HTTPRouteRedirectPath(World<HTTPRouteRedirectPath> world) : IClassFixture<World<HTTPRouteRedirectPath>>
{
    [Theory]
    [InlineData("example.com/original-prefix/lemon", "302 http://example.com/replacement-prefix/lemon")]
    [InlineData("example.com/original-prefix", "302 http://example.com/replacement-prefix")]
    [InlineData("example.com/original-prefix/?a=b", "302 http://example.com/replacement-prefix/?a=b")]
    [InlineData("example.com/full/path/original", "302 http://example.com/full-path-replacement")]
    [InlineData("example.com/prefix-and-host/lemon", "302 http://example.org/replacement-prefix/lemon")]
    [InlineData("example.com/prefix-and-status/lemon", "301 http://example.com/replacement-prefix/lemon")]
    [InlineData("example.com/full-and-host/lemon", "302 http://example.org/replacement-full")]
    [InlineData("example.com/to-root", "302 http://example.com/")]
    [InlineData("example.com/to-root/a", "302 http://example.com/a")]
    public Task Location_is(string request, string expected) => world.ExpectAsync(request, expected);
}

public sealed class HTTPRouteRedirectPort(World<HTTPRouteRedirectPort> world) : IClassFixture<World<HTTPRouteRedirectPort>>
{
    [Theory]
    [InlineData("example.com/port", "302 http://example.com:8083/port")]
    [InlineData("example.com/port-and-host", "302 http://example.org:8083/port-and-host")]
    [InlineData("example.com/port-and-status", "301 http://example.com:8083/port-and-status")]
    [InlineData("example.com/port-host-and-status", "302 http://example.org:8083/port-host-and-status")]
    public Task Location_is(string request, string expected) => world.ExpectAsync(request, expected);
}

public sealed class HTTPRouteRedirectScheme(World<HTTPRouteRedirectScheme> world) : IClassFixture<World<HTTPRouteRedirectScheme>>
{
    [Theory]
    [InlineData("example.com/scheme", "302 https://example.com/scheme")]
    [InlineData("example.com/scheme-and-host", "302 https://example.org/scheme-and-host")]
    [InlineData("example.com/scheme-and-status", "301 https://example.com/scheme-and-status")]
    [InlineData("example.com/scheme-host-and-status", "302 https://example.org/scheme-host-and-status")]
    public Task Location_is(string request, string expected) => world.ExpectAsync(request, expected);
}

public sealed class HTTPRouteRedirectPortAndScheme(World<HTTPRouteRedirectPortAndScheme> world) : IClassFixture<World<HTTPRouteRedirectPortAndScheme>>
{
    // Paths say "scheme-port" of the filter; "nil" is none.
    [Theory]
    [InlineData(80, "/nil-nil", "http://example.org")]
    [InlineData(80, "/nil-80", "http://example.org")]
    [InlineData(80, "/nil-8080", "http://example.org:8080")]
    [InlineData(80, "/https-nil", "https://example.org")]
    [InlineData(80, "/https-443", "https://example.org")]
    [InlineData(80, "/https-8443", "https://example.org:8443")]
    [InlineData(8080, "/nil-nil", "http://example.org:8080")]
    [InlineData(8080, "/nil-80", "http://example.org")]
    [InlineData(8080, "/https-nil", "https://example.org")]
    public Task On_an_HTTP_listener_Location_is(int port, string path, string origin) =>
        world.ExpectAsync($"example.com{path}", $"302 {origin}{path}", port: port);

    [Theory]
    [InlineData("/nil-nil", "https://example.org")]
    [InlineData("/nil-443", "https://example.org")]
    [InlineData("/nil-8443", "https://example.org:8443")]
    [InlineData("/http-nil", "http://example.org")]
    [InlineData("/http-80", "http://example.org")]
    [InlineData("/http-8080", "http://example.org:8080")]
    public Task On_an_HTTPS_listener_Location_is(string path, string origin) =>
        world.ExpectTlsAsync("example.com", $"example.com{path}", $"302 {origin}{path}");
}

public sealed class HTTPRoute303Redirect(World<HTTPRoute303Redirect> world) : IClassFixture<World<HTTPRoute303Redirect>>
{
    [Fact]
    public Task A_POST_is_answered() => world.ExpectAsync("POST example.com/path", "303 http://example.org/path");
}

public sealed class HTTPRoute307Redirect(World<HTTPRoute307Redirect> world) : IClassFixture<World<HTTPRoute307Redirect>>
{
    [Fact]
    public Task A_POST_is_answered() => world.ExpectAsync("POST example.com/path", "307 http://example.org/path");
}

public sealed class HTTPRoute308Redirect(World<HTTPRoute308Redirect> world) : IClassFixture<World<HTTPRoute308Redirect>>
{
    [Fact]
    public Task A_POST_is_answered() => world.ExpectAsync("POST example.com/path", "308 http://example.org/path");
}

public sealed class HTTPRouteBackendRequestRedirect(World<HTTPRouteBackendRequestRedirect> world) : IClassFixture<World<HTTPRouteBackendRequestRedirect>>
{
    [Fact]
    public async Task The_chosen_backend_redirects() =>
        Assert.All(await world.AnswersAsync("example.com/here"), answer => Assert.Equal("301 http://example.org/moved", answer.ToString()));
}
