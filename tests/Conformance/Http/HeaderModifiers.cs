namespace Gatehouse.Conformance;

public sealed class HTTPRouteRequestHeaderModifier(World<HTTPRouteRequestHeaderModifier> world) : IClassFixture<World<HTTPRouteRequestHeaderModifier>>
{
    [Theory]
    [InlineData("/set", "Some-Other-Header: val", "some-other-header=val;x-header-set=set-overwrites-values")]
    [InlineData("/set", "X-Header-Set: a|X-Header-Set: b", "x-header-set=set-overwrites-values")]
    [InlineData("/add", "Some-Other-Header: val", "some-other-header=val;x-header-add=add-appends-values")]
    [InlineData("/add", "X-Header-Add: original-val", "x-header-add=original-val,add-appends-values")]
    [InlineData("/remove", "X-Header-Remove: val", "x-header-remove=")]
    [InlineData("/multiple", "X-Header-Set-2: set-val-2|X-Header-Add-2: add-val-2|X-Header-Remove-2: remove-val-2|Another-Header: another", "x-header-set-1=header-set-1;x-header-set-2=header-set-2;x-header-add-1=header-add-1;x-header-add-2=add-val-2,header-add-2;x-header-add-3=header-add-3;x-header-remove-1=;x-header-remove-2=;another-header=another")]
    [InlineData("/case-insensitive", "x-header-set: original|x-header-add: original|x-header-remove: r|Another-Header: another", "x-header-set=header-set;x-header-add=original,header-add;x-header-remove=;another-header=another")]
    [InlineData("/list", "X-List: zero", "x-list=one,two")]
    public async Task The_backend_sees(string path, string sent, string seen)
    {
        foreach (Backends.EchoAnswer echo in await world.SeenAsync($"example.com{path}", sent.Split('|')))
        {
            foreach (string[] pair in seen.Split(';').Select(pair => pair.Split('=')))
            {
                Assert.Equal(pair[1], (echo.Header(pair[0]) ?? "").Replace(", ", ",", StringComparison.Ordinal));
            }
        }
    }
}

public sealed class HTTPRouteResponseHeaderModifier(World<HTTPRouteResponseHeaderModifier> world) : IClassFixture<World<HTTPRouteResponseHeaderModifier>>
{
    // What the backend is asked to answer with, and what the client then sees.
    [Theory]
    [InlineData("/set", "Some-Other-Header:val", "some-other-header=val;x-header-set=set-overwrites-values")]
    [InlineData("/set", "X-Header-Set:a", "x-header-set=set-overwrites-values")]
    [InlineData("/add", "Some-Other-Header:val", "some-other-header=val;x-header-add=add-appends-values")]
    [InlineData("/add", "X-Header-Add:original-val", "x-header-add=original-val,add-appends-values")]
    [InlineData("/remove", "X-Header-Remove:val", "x-header-remove=")]
    [InlineData("/multiple", "X-Header-Set-1:a,x-header-add-2:b,X-HEADER-REMOVE-1:c,Another-Header:d", "x-header-set-1=header-set-1;x-header-set-2=header-set-2;x-header-add-1=header-add-1;x-header-add-2=b,header-add-2;x-header-remove-1=;another-header=d")]
    [InlineData("/both", "ignored:yes", "x-from-backend=yes;x-from-gateway=yes;ignored=")]
    public async Task The_client_sees(string path, string answered, string seen)
    {
        foreach (LiveAnswer answer in await world.AnswersAsync($"example.com{path}", [$"X-Echo-Set-Header: {answered}"]))
        {
            foreach (string[] pair in seen.Split(';').Select(pair => pair.Split('=')))
            {
                Assert.Equal(pair[1], (answer.Header(pair[0]) ?? "").Replace(", ", ",", StringComparison.Ordinal));
            }
        }
    }
}

public sealed class HTTPRouteBackendRequestHeaderModification(World<HTTPRouteBackendRequestHeaderModification> world)
    : IClassFixture<World<HTTPRouteBackendRequestHeaderModification>>
{
    [Fact]
    public async Task The_filters_of_the_backend_apply() =>
        Assert.All(await world.SeenAsync("example.com/set", ["X-Header-Set: a"]), echo => Assert.Equal("set-by-backend", echo.Header("x-header-set")));

    [Fact]
    public async Task The_rules_come_first()
    {
        foreach (Backends.EchoAnswer echo in await world.SeenAsync("example.com/both"))
        {
            Assert.Equal("backend", echo.Header("x-both"));
            Assert.Equal("rule,backend", echo.Header("x-order")!.Replace(" ", "", StringComparison.Ordinal));
        }
    }
}

public sealed class HTTPRouteRequestHeaderModifierBackendWeights(World<HTTPRouteRequestHeaderModifierBackendWeights> world)
    : IClassFixture<World<HTTPRouteRequestHeaderModifierBackendWeights>>
{
    [Fact]
    public async Task Only_the_filters_of_the_chosen_backend_apply()
    {
        Dictionary<string, int> seen = await Tally.OfAsync(50, async () => (await world.SeenAsync("example.com/")).Select(echo => $"{echo.Pod} {echo.Header("backend")}"));

        Assert.Equal(["infra/v1 infra/v1", "infra/v2 infra/v2"], seen.Keys.Order());
    }
}
