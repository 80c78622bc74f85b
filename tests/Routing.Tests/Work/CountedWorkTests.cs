using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing.Tests.Work;

/// <summary>
/// The work of a match does not grow with the table: the candidates whose conditions are tested are counted, since a
/// count is the same on every machine and a time is not.
/// </summary>
public sealed class CountedWorkTests
{
    public static TheoryData<string> Shapes => ["host", "path", "exact path", "header value", "query value", "method", "grpc method"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_match_visits_as_many_candidates_in_100000_routes_as_in_10(string shape)
    {
        int few = MostVisited(shape, 10);
        int many = MostVisited(shape, 100_000);

        Assert.InRange(few, 1, 10);
        Assert.InRange(many, 1, 2 * few);
    }

    [Fact]
    public void Rules_that_share_their_most_selective_value_are_the_ones_visited()
    {
        HttpRoute[] routes = [.. Enumerable.Range(0, 100).Select(i => new HttpRoute
        {
            Name = $"r{i:D3}",
            Rules = [Rule(new HttpRouteMatch { Headers = [new HeaderMatch("x-tenant", $"t{i / 10}"), new HeaderMatch("x-user", $"u{i % 10}")] })],
        })];
        RouteTable table = Compile(routes, []);

        (RouteResult result, int visited) = Visit(table, OracleRequest.Parse("any/", "x-tenant: t7", "x-user: u3"));

        Assert.Equal("r073", result.Rule!.RouteName);
        Assert.InRange(visited, 1, 20);
    }

    private static int MostVisited(string shape, int count)
    {
        RouteTable table = shape == "grpc method"
            ? Compile([], [.. Enumerable.Range(0, count).Select(GrpcRoute)])
            : Compile([.. Enumerable.Range(0, count).Select(i => HttpRoute(shape, i))], []);
        int most = 0;

        foreach (int i in new[] { 0, 1, count / 3, count / 2, count - 1 })
        {
            (RouteResult result, int visited) = Visit(table, Request(shape, i));
            Assert.Equal($"route-{i:D6}", result.Rule?.RouteName);
            most = Math.Max(most, visited);
        }

        return most;
    }

    private static (RouteResult Result, int Visited) Visit(RouteTable table, OracleRequest request)
    {
        CharRequestView view = new CharRequest(request).View;
        VisitCount count = default;
        RouteResult result = table.Match<CharRequestView, char, VisitCount>(ref view, ref count);
        return (result, count.Candidates);
    }

    private static OracleRequest Request(string shape, int i) => shape switch
    {
        "host" => OracleRequest.Parse($"host-{i:D6}.example/items/1"),
        "path" => OracleRequest.Parse($"shop.example/items/p-{i:D6}/1"),
        "exact path" => OracleRequest.Parse($"shop.example/items/p-{i:D6}"),
        "header value" => OracleRequest.Parse("shop.example/items/1", $"x-version: v-{i:D6}"),
        "query value" => OracleRequest.Parse($"shop.example/items/1?page=2&tenant=t-{i:D6}"),
        "method" => OracleRequest.Parse($"M-{i:D6} shop.example/items/1"),
        _ => OracleRequest.Parse($"POST shop.example/some.v1.Service/M{i:D6}", "content-type: application/grpc"),
    };

    private static HttpRoute HttpRoute(string shape, int i) => new()
    {
        Name = $"route-{i:D6}",
        Hostnames = [shape == "host" ? $"host-{i:D6}.example" : "shop.example"],
        Rules = [Rule(shape switch
        {
            "path" => new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, $"/items/p-{i:D6}") },
            "exact path" => new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, $"/items/p-{i:D6}") },
            "header value" => new HttpRouteMatch { Headers = [new HeaderMatch("x-version", $"v-{i:D6}")] },
            "query value" => new HttpRouteMatch { QueryParams = [new QueryParamMatch("tenant", $"t-{i:D6}")] },
            "method" => new HttpRouteMatch { Method = $"M-{i:D6}" },
            _ => new HttpRouteMatch(),
        })],
    };

    private static GrpcRoute GrpcRoute(int i) => new()
    {
        Name = $"route-{i:D6}",
        Rules = [new GrpcRouteRule { Matches = [new GrpcRouteMatch { Method = new GrpcMethodMatch(null, $"M{i:D6}") }] }],
    };

    private static HttpRouteRule Rule(HttpRouteMatch match) => new() { Matches = [match] };

    private static RouteTable Compile(HttpRoute[] http, GrpcRoute[] grpc)
    {
        DiagnosticBag diagnostics = new();
        RouteTable table = new RouteCompiler(1).Compile(
            [new RouteListener { Name = "all", HttpRoutes = http.ToValueList(), GrpcRoutes = grpc.ToValueList() }], diagnostics);
        Assert.Empty(diagnostics);
        return table;
    }
}
