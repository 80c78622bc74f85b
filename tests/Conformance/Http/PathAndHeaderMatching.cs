namespace Gatehouse.Conformance;

public sealed class HTTPRouteSimpleSameNamespace(World<HTTPRouteSimpleSameNamespace> world) : IClassFixture<World<HTTPRouteSimpleSameNamespace>>
{
    [Theory]
    [InlineData("example.com/")]
    [InlineData("anything.else:8080/a/b?c=d")]
    [InlineData("POST example.com/")]
    public Task A_request_reaches(string request) => world.ExpectAsync(request, "infra/v1");
}

public sealed class HTTPRouteMatching(World<HTTPRouteMatching> world) : IClassFixture<World<HTTPRouteMatching>>
{
    [Theory]
    [InlineData("example.com/", "infra/v1")]
    [InlineData("example.com/example", "infra/v1")]
    [InlineData("example.com/", "infra/v1", "version: one")]
    [InlineData("example.com/v2", "infra/v2")]
    [InlineData("example.com/v2/", "infra/v2")]
    [InlineData("example.com/v2/example", "infra/v2")]
    [InlineData("example.com/", "infra/v2", "version: two")]
    [InlineData("example.com/v2?a=b", "infra/v2")]
    // A prefix ends where a segment ends.
    [InlineData("example.com/v2example", "infra/v1")]
    [InlineData("example.com/V2", "infra/v1")]
    [InlineData("example.com/foo/v2/example", "infra/v1")]
    // The longer prefix counts before the number of headers.
    [InlineData("example.com/v2", "infra/v2", "version: one")]
    [InlineData("example.com/", "infra/v1", "version: TWO")]
    public Task A_request_reaches(string request, string expected, params string[] headers) => world.ExpectAsync(request, expected, headers);
}

public sealed class HTTPRouteMatchingAcrossRoutes(World<HTTPRouteMatchingAcrossRoutes> world) : IClassFixture<World<HTTPRouteMatchingAcrossRoutes>>
{
    [Theory]
    [InlineData("example.com/", "infra/v1")]
    [InlineData("example.com/example", "infra/v1")]
    [InlineData("example.net/example", "infra/v1")]
    [InlineData("example.com/example", "infra/v1", "Version: one")]
    [InlineData("example.com/v2", "infra/v2")]
    [InlineData("example.com/v2example", "infra/v1")]
    [InlineData("example.com/foo/v2/example", "infra/v1")]
    [InlineData("example.com/", "infra/v2", "Version: two")]
    // The second route is not for this host.
    [InlineData("example.net/v2", "infra/v1")]
    [InlineData("example.org/", "404")]
    public Task A_request_reaches(string request, string expected, params string[] headers) => world.ExpectAsync(request, expected, headers);
}

public sealed class HTTPRouteExactPathMatching(World<HTTPRouteExactPathMatching> world) : IClassFixture<World<HTTPRouteExactPathMatching>>
{
    [Theory]
    [InlineData("example.com/one", "infra/v1")]
    [InlineData("example.com/one?a=/b", "infra/v1")]
    [InlineData("example.com/two", "infra/v2")]
    [InlineData("example.com/two/", "infra/v3")]
    [InlineData("POST example.com/two/", "404")]
    [InlineData("example.com/Case", "infra/v3")]
    [InlineData("example.com/case", "404")]
    [InlineData("example.com/", "404")]
    [InlineData("example.com/one/example", "404")]
    [InlineData("example.com/one/", "404")]
    [InlineData("example.com/Two", "404")]
    public Task A_request_reaches(string request, string expected) => world.ExpectAsync(request, expected);
}

public sealed class HTTPRoutePathMatchOrder(World<HTTPRoutePathMatchOrder> world) : IClassFixture<World<HTTPRoutePathMatchOrder>>
{
    [Theory]
    [InlineData("example.com/match/exact/one", "infra/v1")]
    [InlineData("example.com/match/exact", "infra/v2")]
    [InlineData("example.com/match", "infra/v1")]
    [InlineData("example.com/match/", "infra/v3")]
    [InlineData("example.com/match/prefix/one/any", "infra/v1")]
    [InlineData("example.com/match/prefix/any", "infra/v2")]
    [InlineData("example.com/match/prefix", "infra/v2")]
    [InlineData("example.com/match/prefix/one", "infra/v1")]
    [InlineData("example.com/match/any", "infra/v3")]
    // An expression stands between Exact and PathPrefix, and covers the whole path.
    [InlineData("example.com/match/prefix/two", "infra/v1")]
    [InlineData("example.com/match/prefix/two/", "infra/v2")]
    public Task A_request_reaches(string request, string expected) => world.ExpectAsync(request, expected);
}

public sealed class HTTPRouteHeaderMatching(World<HTTPRouteHeaderMatching> world) : IClassFixture<World<HTTPRouteHeaderMatching>>
{
    [Theory]
    [InlineData("infra/v1", "Version: one")]
    [InlineData("infra/v2", "Version: two")]
    [InlineData("infra/v1", "VERSION: one")]
    [InlineData("infra/v1", "Version: two", "Color: orange")]
    [InlineData("infra/v2", "Version: two", "Color: pink")]
    [InlineData("infra/v1", "Color: blue")]
    [InlineData("infra/v1", "Color: green")]
    [InlineData("infra/v2", "Color: red")]
    [InlineData("infra/v2", "Color: yellow")]
    [InlineData("404", "Color: purple")]
    [InlineData("404", "Color: Blue")]
    [InlineData("404")]
    [InlineData("infra/v3", "shape: round")]
    [InlineData("404", "shape: square")]
    [InlineData("infra/v3", "size: m")]
    [InlineData("404", "size: xl")]
    // Values are compared as they are joined by a comma.
    [InlineData("404", "color: blue", "color: blue")]
    public Task A_request_reaches(string expected, params string[] headers) => world.ExpectAsync("example.com/", expected, headers);
}

public sealed class HTTPRouteMethodMatching(World<HTTPRouteMethodMatching> world) : IClassFixture<World<HTTPRouteMethodMatching>>
{
    [Theory]
    [InlineData("POST example.com/", "infra/v1")]
    [InlineData("GET example.com/", "infra/v2")]
    [InlineData("HEAD example.com/", "404")]
    [InlineData("OPTIONS example.com/", "404")]
    [InlineData("GET example.com/path1", "infra/v1")]
    [InlineData("PUT example.com/", "infra/v2", "version: one")]
    [InlineData("POST example.com/path2", "infra/v3", "version: two")]
    // Longer path, then method, then headers.
    [InlineData("PATCH example.com/path3", "infra/v1")]
    [InlineData("DELETE example.com/path4", "infra/v1", "version: three")]
    [InlineData("PATCH example.com/path5", "infra/v1")]
    [InlineData("PATCH example.com/", "infra/v2", "version: four")]
    [InlineData("DELETE example.com/", "infra/v3", "version: four")]
    public Task A_request_reaches(string request, string expected, params string[] headers) => world.ExpectAsync(request, expected, headers);
}

public sealed class HTTPRouteQueryParamMatching(World<HTTPRouteQueryParamMatching> world) : IClassFixture<World<HTTPRouteQueryParamMatching>>
{
    [Theory]
    [InlineData("example.com/?animal=whale", "infra/v1")]
    [InlineData("example.com/?animal=dolphin", "infra/v2")]
    [InlineData("example.com/?animal=dolphin&color=blue", "infra/v3")]
    [InlineData("example.com/?color=blue&animal=dolphin", "infra/v3")]
    [InlineData("example.com/?ANIMAL=Whale", "infra/v3")]
    [InlineData("example.com/?animal=whale&otherparam=irrelevant", "infra/v1")]
    [InlineData("example.com/?animal=dolphin&color=yellow", "infra/v2")]
    [InlineData("example.com/?color=blue", "404")]
    [InlineData("example.com/?animal=dog", "404")]
    [InlineData("example.com/?animal=whaledolphin", "404")]
    [InlineData("example.com/", "404")]
    [InlineData("example.com/path1?animal=whale", "infra/v2")]
    [InlineData("example.com/?animal=whale", "infra/v2", "version: one")]
    // Path, then headers, then query parameters.
    [InlineData("example.com/path3?animal=shark", "infra/v1")]
    [InlineData("example.com/path4?animal=whale", "infra/v1", "version: three")]
    [InlineData("example.com/path5?animal=hydra", "infra/v1")]
    [InlineData("example.com/?animal=shark", "infra/v3", "version: four")]
    // Of a parameter given several times the first counts; values are compared decoded.
    [InlineData("example.com/?animal=dog&animal=whale", "404")]
    [InlineData("example.com/?animal=%77hale", "infra/v1")]
    [InlineData("example.com/?pair=a%3Db%26c", "infra/v3")]
    public Task A_request_reaches(string request, string expected, params string[] headers) => world.ExpectAsync(request, expected, headers);
}

public sealed class HTTPRouteNamedRule(World<HTTPRouteNamedRule> world) : IClassFixture<World<HTTPRouteNamedRule>>
{
    [Theory]
    [InlineData("example.com/named", "infra/v1")]
    [InlineData("example.com/unnamed", "infra/v2")]
    public Task A_request_reaches(string request, string expected) => world.ExpectAsync(request, expected);
}
