namespace Gatehouse.Conformance;

public sealed class HTTPRouteHTTPSListener(World<HTTPRouteHTTPSListener> world) : IClassFixture<World<HTTPRouteHTTPSListener>>
{
    [Theory]
    [InlineData("example.org", "example.org/", "infra/v1")]
    [InlineData("unknown.example.org", "unknown.example.org/", "404")]
    [InlineData("second-example.org", "second-example.org/", "infra/v2")]
    [InlineData("second-example.org", "second-example.org:443/a", "infra/v2")]
    public Task A_request_reaches(string serverName, string request, string expected) => world.ExpectTlsAsync(serverName, request, expected);
}

public sealed class HTTPRouteHTTPSListenerDetectMisdirectedRequests(World<HTTPRouteHTTPSListenerDetectMisdirectedRequests> world)
    : IClassFixture<World<HTTPRouteHTTPSListenerDetectMisdirectedRequests>>
{
    [Theory]
    [InlineData("example.org", "example.org", "infra/v1")]
    [InlineData("example.org", "second-example.org", "421")]
    [InlineData("example.org", "unknown-example.org", "404")]
    [InlineData("second-example.org", "second-example.org", "infra/v2")]
    [InlineData("second-example.org", "example.org", "421")]
    // The listener without a hostname owns it.
    [InlineData("second-example.org", "unknown-example.org", "421")]
    [InlineData("third.wildcard.org", "third.wildcard.org", "infra/v3")]
    [InlineData("third.wildcard.org", "fith.wildcard.org", "infra/v3")]
    [InlineData("third.wildcard.org", "fourth-example.wildcard.org", "421")]
    [InlineData("fourth-example.wildcard.org", "fourth-example.wildcard.org", "infra/v1")]
    [InlineData("fourth-example.wildcard.org", "third.wildcard.org", "421")]
    [InlineData("unknown-example.org", "example.org", "infra/v1")]
    [InlineData("unknown-example.org", "second-example.org", "421")]
    public Task A_request_reaches(string serverName, string host, string expected) => world.ExpectTlsAsync(serverName, $"{host}/", expected);
}
