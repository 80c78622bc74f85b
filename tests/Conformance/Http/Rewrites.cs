namespace Gatehouse.Conformance;

public sealed class HTTPRouteRewriteHost(World<HTTPRouteRewriteHost> world) : IClassFixture<World<HTTPRouteRewriteHost>>
{
    [Theory]
    [InlineData("/one", "infra/v1", "one.example.org")]
    [InlineData("/two", "infra/v2", "one.example.org")]
    [InlineData("/", "infra/v2", "rewrite.example")]
    public async Task The_backend_sees_the_host(string path, string pod, string host) =>
        Assert.All(await world.SeenAsync($"rewrite.example{path}"), echo => Assert.Equal((pod, host, path), (echo.Pod, echo.Host, echo.Target)));
}

public sealed class HTTPRouteRewritePath(World<HTTPRouteRewritePath> world) : IClassFixture<World<HTTPRouteRewritePath>>
{
    [Theory]
    [InlineData("/prefix/one/two", "/one/two")]
    [InlineData("/strip-prefix", "/")]
    [InlineData("/strip-prefix/three", "/three")]
    [InlineData("/full/one/two", "/one")]
    [InlineData("/full/one/two?a=/b&c=%20", "/one?a=/b&c=%20")]
    [InlineData("/prefix/one/a%2Fb/%20?x=%2F", "/one/a%2Fb/%20?x=%2F")]
    public async Task The_backend_sees_the_path(string path, string seen) =>
        Assert.All(await world.SeenAsync($"rewrite.example{path}"), echo => Assert.Equal((seen, "rewrite.example"), (echo.Target, echo.Host)));

    [Theory]
    // Prefix /foo, value /xyz; the same with a slash at the end of either.
    [InlineData(1, "/foo/bar", "/xyz/bar")]
    [InlineData(1, "/foo", "/xyz")]
    [InlineData(1, "/foo/", "/xyz/")]
    [InlineData(2, "/foo/bar", "/xyz/bar")]
    [InlineData(2, "/foo/", "/xyz/")]
    [InlineData(3, "/foo/bar", "/xyz/bar")]
    [InlineData(3, "/foo", "/xyz")]
    [InlineData(3, "/foo/", "/xyz/")]
    [InlineData(4, "/foo/bar", "/xyz/bar")]
    // Value "" and value "/".
    [InlineData(5, "/foo/bar", "/bar")]
    [InlineData(5, "/foo", "/")]
    [InlineData(5, "/foo/", "/")]
    [InlineData(6, "/foo/bar", "/bar")]
    [InlineData(6, "/foo", "/")]
    [InlineData(6, "/foo/", "/")]
    [InlineData(7, "/foo/bar", "/bar")]
    [InlineData(7, "/foo", "/")]
    [InlineData(7, "/foo/", "/")]
    [InlineData(8, "/foo/bar", "/bar")]
    [InlineData(8, "/foo", "/")]
    public async Task A_prefix_is_replaced(int table, string path, string seen) =>
        Assert.All(await world.SeenAsync($"table-{table}.example{path}"), echo => Assert.Equal(seen, echo.Target));

    [Fact]
    public async Task Headers_change_as_well() =>
        Assert.All(
            await world.SeenAsync("rewrite.example/full/rewrite-path-and-modify-headers/test", ["X-Header-Remove: r", "X-Header-Add: a", "X-Header-Set: s"]),
            echo =>
            {
                Assert.Equal("/test", echo.Target);
                Assert.Equal(("header-set", "a,header-add", null), (echo.Header("x-header-set"), echo.Header("x-header-add")!.Replace(", ", ",", StringComparison.Ordinal), echo.Header("x-header-remove")));
            });
}

public sealed class HTTPRouteBackendURLRewrite(World<HTTPRouteBackendURLRewrite> world) : IClassFixture<World<HTTPRouteBackendURLRewrite>>
{
    [Theory]
    [InlineData("/one/a", "one.example.org", "/eins/a")]
    // What the backend's filter does not say, the rule's does.
    [InlineData("/both/a", "backend.example.org", "/rule/a")]
    public async Task The_chosen_backend_rewrites(string path, string host, string seen) =>
        Assert.All(await world.SeenAsync($"example.com{path}"), echo => Assert.Equal((host, seen), (echo.Host, echo.Target)));
}
