using Gatehouse.Oracle;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Allocation;

/// <summary>Selecting a rule allocates nothing, whatever it takes to select it.</summary>
public sealed class RouteTableAllocation
{
    private static readonly RouteTable Table = Compile();

    [Theory]
    [InlineData("GET shop.example/exact")]
    [InlineData("GET shop.example/v2/items/7")]
    [InlineData("GET SHOP.EXAMPLE:8080/v2")]
    [InlineData("POST shop.example/v2/items?tenant=blue&page=2", "x-version: 2")]
    [InlineData("POST shop.example/v2/items?page=2&tenant=bl%75e", "x-version: 2")]
    [InlineData("GET shop.example/joined", "x-list: a", "x-list: b", "x-list: c")]
    [InlineData("GET shop.example/crowded", "x-tenant: tenant-17")]
    [InlineData("GET shop.example/crowded?user=user-17")]
    [InlineData("GET shop.example/users/1234/orders")]
    [InlineData("POST shop.example/shop.v1.Products/Get", "content-type: application/grpc")]
    [InlineData("POST shop.example/other.v1.Service/Delete", "content-type: application/grpc+proto")]
    [InlineData("GET a.b.wild.example/")]
    [InlineData("GET unknown.example/nothing")]
    [InlineData("GET shop.example/nothing")]
    public void Matching_allocates_nothing(string target, params string[] headers)
    {
        OracleRequest request = OracleRequest.Parse(target, headers);
        CharRequest text = new(request);
        Utf8Request utf8 = new(request);

        Assert.Equal(0, Allocations.Of(() => Table.Match(text.View)));
        Assert.Equal(0, Allocations.Of(() => Table.MatchUtf8(utf8.View)));
    }

    [Theory]
    [InlineData("SHOP.EXAMPLE:8080", "shop")]
    [InlineData("a.b.wild.example", "wild")]
    [InlineData("unknown.example", null)]
    public void Finding_a_listener_allocates_nothing(string host, string? listener)
    {
        Assert.Equal(listener, Table.FindListener(host)?.Name);
        Assert.Equal(0, Allocations.Of(() => Table.FindListener(host)));
    }

    [Fact]
    public void A_path_of_64_KB_is_matched_without_allocating()
    {
        CharRequest request = new(OracleRequest.Parse("shop.example/v2/" + new string('x', 65_536)));

        Assert.Equal(MatchOutcome.Matched, Table.Match(request.View).Outcome);
        Assert.Equal(0, Allocations.Of(() => Table.Match(request.View)));
    }

    [Fact]
    public void Picking_a_backend_allocates_nothing()
    {
        WeightedBackends backends = Table.Match(new CharRequest(OracleRequest.Parse("shop.example/v2")).View).Rule!.Backends;
        ulong roll = 1;

        Assert.Equal(0, Allocations.Of(() => backends.Pick(roll += 0x9E37_79B9_7F4A_7C15)));
    }

    [Fact]
    public void Deciding_and_formatting_filters_allocates_nothing()
    {
        CharRequest request = new(OracleRequest.Parse("shop.example:8080/old/items?page=2"));
        char[] buffer = new char[256];

        Assert.Equal(0, Allocations.Of(() =>
        {
            RouteResult result = Table.Match(request.View);
            CompiledFilters filters = result.Rule!.Filters;
            Assert.True(filters.Redirect!.TryFormatLocation(result.Listener!, request.View, result.MatchedPathLength, buffer, out _));
        }));

        CharRequest rewritten = new(OracleRequest.Parse("shop.example/v2/items"));

        Assert.Equal(0, Allocations.Of(() =>
        {
            RouteResult result = Table.Match(rewritten.View);
            CompiledFilters filters = result.Rule!.Filters;
            Assert.True(filters.Rewrite!.TryFormatPath(rewritten.View.Path, result.MatchedPathLength, buffer, out _));
            Assert.True(filters.RequestHeaders.Length == 2);
        }));
    }

    private static RouteTable Compile()
    {
        HttpRoute plain = new()
        {
            Name = "shop/plain",
            Hostnames = ["shop.example", "*.wild.example"],
            Rules =
            [
                Rule(new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/exact") }),
                Rule(new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, "/users/[0-9]+/orders") }),
                Rule(new HttpRouteMatch { Path = Prefix("/joined"), Headers = [new HeaderMatch("x-list", "a,b,c")] }),
                Rule(new HttpRouteMatch
                {
                    Path = Prefix("/v2"),
                    Method = "POST",
                    Headers = [new HeaderMatch("x-version", "2")],
                    QueryParams = [new QueryParamMatch("tenant", "blue"), new QueryParamMatch("page", "[0-9]+", ValueMatchType.RegularExpression)],
                }),
                new HttpRouteRule
                {
                    Matches = [new HttpRouteMatch { Path = Prefix("/v2") }],
                    Filters =
                    [
                        new UrlRewrite { Path = new PathModifier(PathModifierType.ReplacePrefixMatch, "/v3") },
                        new RequestHeaderModifier(new HeaderModifier { Set = [new HeaderValue("x-a", "1")], Remove = ["x-b"] }),
                    ],
                    Backends = [new BackendRef { Id = "v1", Weight = 90 }, new BackendRef { Id = "v2", Weight = 9 }, new BackendRef { Id = "v3", Weight = 1 }],
                },
                new HttpRouteRule
                {
                    Matches = [new HttpRouteMatch { Path = Prefix("/old") }],
                    Filters = [new RequestRedirect { Scheme = "https", Path = new PathModifier(PathModifierType.ReplacePrefixMatch, "/new") }],
                },
            ],
        };
        HttpRoute crowded = new()
        {
            Name = "shop/crowded",
            Hostnames = ["shop.example"],
            Rules = [new HttpRouteRule { Matches = [.. Enumerable.Range(0, 50).SelectMany(CrowdedMatches)] }],
        };
        GrpcRoute grpc = new()
        {
            Name = "shop/grpc",
            Hostnames = ["shop.example"],
            Rules =
            [
                new GrpcRouteRule
                {
                    Matches =
                    [
                        new GrpcRouteMatch { Method = new GrpcMethodMatch("shop.v1.Products", "Get") },
                        new GrpcRouteMatch { Method = new GrpcMethodMatch(null, "Del.*", ValueMatchType.RegularExpression) },
                    ],
                },
            ],
        };

        DiagnosticBag diagnostics = new();
        RouteListener[] listeners =
        [
            new RouteListener { Name = "shop", Hostname = "shop.example", HttpRoutes = [plain, crowded], GrpcRoutes = [grpc] },
            new RouteListener { Name = "wild", Hostname = "*.wild.example", HttpRoutes = [plain] },
        ];
        RouteTable table = new RouteCompiler(7).Compile(listeners, diagnostics);
        Assert.Empty(diagnostics);
        return table;
    }

    private static IEnumerable<HttpRouteMatch> CrowdedMatches(int i) =>
    [
        new HttpRouteMatch { Path = Prefix("/crowded"), Headers = [new HeaderMatch("x-tenant", $"tenant-{i}")] },
        new HttpRouteMatch { Path = Prefix("/crowded"), QueryParams = [new QueryParamMatch("user", $"user-{i}")] },
    ];

    private static HttpRouteRule Rule(HttpRouteMatch match) => new() { Matches = [match], Backends = [new BackendRef { Id = "service" }] };

    private static PathMatch Prefix(string value) => new(PathMatchType.PathPrefix, value);
}
