using System.Reflection;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Testing;

namespace Gatehouse.Routing.Tests.Compilation;

/// <summary>What every diagnostic of this package says, whole, as somebody reads it.</summary>
public sealed class RouteDiagnosticsGoldenTests
{
    [Fact]
    public void Every_diagnostic_says_what_is_written_down()
    {
        DiagnosticBag diagnostics = new();
        new RouteCompiler().Compile(Listeners(), diagnostics);
        string found = string.Concat(diagnostics.Select(diagnostic => $"{diagnostic}\n"));

        Assert.Equal(Golden.Read("routing/diagnostics.out.txt", found), found);
        Assert.Equal(
            typeof(RoutingDiagnostics).GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Select(static property => (DiagnosticDescriptor)property.GetValue(null)!)
                .Select(static descriptor => descriptor.Id)
                .Order(StringComparer.Ordinal),
            diagnostics.Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
    }

    private static RouteListener[] Listeners() =>
    [
        new RouteListener { Name = "a", Hostname = "https://shop.example" },
        new RouteListener { Name = "b", Hostname = "shop.example" },
        new RouteListener { Name = "c", Hostname = "shop.example" },
        new RouteListener { Name = "d", Hostname = "d.example", Port = 0 },
        new RouteListener { Name = "e", HttpRoutes = [.. MatchFaults(), .. FilterFaults(), .. Repeated(), .. Crowds()], GrpcRoutes = [Grpc()] },
    ];

    private static HttpRoute[] MatchFaults() => Route(
        "shop/matches",
        Rule(new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/" + new string('a', Limits.PathLengthMax)) }),
        Rule(new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/a%2fb") }),
        Rule(new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "v2") }),
        Rule(new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, "/a(") }),
        Rule(new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, new string('a', Limits.RegexLengthMax + 1)) }),
        Rule(new HttpRouteMatch { Headers = [new HeaderMatch("x version", "2")], Method = "get" }),
        Rule(new HttpRouteMatch { Headers = [.. Enumerable.Range(0, Limits.ConditionsPerMatchMax + 1).Select(i => new HeaderMatch($"x-{i}", "1"))] }),
        Rule(new HttpRouteMatch { QueryParams = [new QueryParamMatch("", "1")] }));

    private static HttpRoute[] FilterFaults() => Route(
        "shop/filters",
        new HttpRouteRule { Backends = [new BackendRef { Id = "a", Weight = -1 }] },
        new HttpRouteRule { Backends = [.. Enumerable.Range(0, Limits.BackendsPerRuleMax + 1).Select(i => new BackendRef { Id = $"b{i}" })] },
        new HttpRouteRule { Filters = [new RequestRedirect { StatusCode = 305, Scheme = "ftp" }, new UrlRewrite(), new UrlRewrite()] },
        new HttpRouteRule
        {
            Matches = [new HttpRouteMatch(), new HttpRouteMatch { Method = "GET" }],
            Filters = [new UrlRewrite { Path = new PathModifier(PathModifierType.ReplacePrefixMatch, "/v2") }],
        },
        new HttpRouteRule
        {
            Filters =
            [
                new RequestHeaderModifier(new HeaderModifier
                {
                    Set = [new HeaderValue("host", "a"), new HeaderValue("x-a", "1\r\nx-admin: 1")],
                    Remove = ["X-A"],
                }),
            ],
        });

    private static HttpRoute[] Repeated() =>
        [.. Route("shop/repeated", new HttpRouteRule()), .. Route("shop/repeated", new HttpRouteRule { Name = "other" })];

    private static HttpRoute[] Crowds()
    {
        HttpRouteMatch[] many = new HttpRouteMatch[Limits.MatchesPerHostMax];
        Array.Fill(many, new HttpRouteMatch());
        HttpRouteMatch[] expressions = [.. Enumerable.Range(0, Limits.RegexesPerHostMax + 1)
            .Select(i => new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, $"/a{i}") })];
        return
        [
            .. Route("shop/many", new HttpRouteRule { Matches = many.ToValueList() }),
            .. Route("shop/many-expressions", new HttpRouteRule { Matches = expressions.ToValueList() }),
        ];
    }

    private static GrpcRoute Grpc() => new()
    {
        Name = "shop/grpc",
        Rules = [new GrpcRouteRule { Matches = [new GrpcRouteMatch { Method = new GrpcMethodMatch(null, null) }] }],
    };

    private static HttpRoute[] Route(string name, params HttpRouteRule[] rules) => [new HttpRoute { Name = name, Rules = rules.ToValueList() }];

    private static HttpRouteRule Rule(HttpRouteMatch match) => new() { Matches = [match] };
}
