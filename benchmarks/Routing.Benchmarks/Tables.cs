using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing.Benchmarks;

/// <summary>The tables that are measured, and requests that hit them all over.</summary>
public static class Tables
{
    public const int RequestCount = 4_096;

    public static IReadOnlyList<string> Shapes { get; } =
        ["host + prefix", "host + prefix + method + header + query", "one header value", "one query value", "one host", "one method"];

    /// <summary>Routes of a shape, one rule each.</summary>
    public static HttpRoute[] Routes(string shape, int count)
    {
        int prefixes = PrefixesPerHost(count);
        return [.. Enumerable.Range(0, count).Select(i => new HttpRoute
        {
            Name = $"shop/route-{i:D6}",
            Hostnames = [shape == "one host" ? $"host-{i:D6}.example.com" : shape.StartsWith("one", StringComparison.Ordinal) ? "shop.example.com" : Host(i / prefixes)],
            Rules = [new HttpRouteRule { Matches = [Match(shape, i, prefixes)], Backends = [new BackendRef { Id = $"shop/service-{i % 100}:80" }] }],
        })];
    }

    public static RouteTable Compile(HttpRoute[] routes)
    {
        DiagnosticBag diagnostics = new();
        RouteTable table = new RouteCompiler(seed: 42).Compile([Listener(routes)], diagnostics);
        return diagnostics.HasErrors ? throw new InvalidOperationException(diagnostics.First().ToString()) : table;
    }

    public static RouteListener Listener(HttpRoute[] routes) => new() { Name = "shop/edge/http", HttpRoutes = routes.ToValueList() };

    /// <summary>Distinct requests, each of which one of the routes serves.</summary>
    public static BenchmarkRequest[] Requests(string shape, int count)
    {
        Random random = new(7);
        int prefixes = PrefixesPerHost(count);
        return [.. Enumerable.Range(0, RequestCount).Select(_ =>
        {
            int i = random.Next(count);
            return shape switch
            {
                "one header value" => new BenchmarkRequest("GET", "shop.example.com", "/api/items/42", "", $"v-{i:D6}"),
                "one query value" => new BenchmarkRequest("GET", "shop.example.com", "/api/items/42", $"page=2&tenant=t-{i:D6}"),
                "one host" => new BenchmarkRequest("GET", $"host-{i:D6}.example.com", "/api/items/42"),
                "one method" => new BenchmarkRequest($"METHOD-{i:D6}", "shop.example.com", "/api/items/42"),
                "host + prefix" => new BenchmarkRequest("GET", Host(i / prefixes), $"{Prefix(i % prefixes)}/items/{random.Next(1000)}"),
                _ => new BenchmarkRequest("GET", Host(i / prefixes), $"{Prefix(i % prefixes)}/items/{random.Next(1000)}", "page=2&tenant=blue", "2"),
            };
        })];
    }

    public static string Host(int i) => $"tenant-{i:D4}.example.com";

    public static string Prefix(int i) => $"/api/v{i % 3}/service-{i:D3}";

    // 2 x 5, 50 x 20, 200 x 50, 1000 x 100 hosts and prefixes.
    public static int PrefixesPerHost(int count) => count switch { <= 10 => 5, <= 1_000 => 20, <= 10_000 => 50, _ => 100 };

    private static HttpRouteMatch Match(string shape, int i, int prefixes) => shape switch
    {
        "one header value" => new HttpRouteMatch { Path = Items, Headers = [new HeaderMatch("x-version", $"v-{i:D6}")] },
        "one query value" => new HttpRouteMatch { Path = Items, QueryParams = [new QueryParamMatch("tenant", $"t-{i:D6}")] },
        "one host" => new HttpRouteMatch { Path = Items },
        "one method" => new HttpRouteMatch { Path = Items, Method = $"METHOD-{i:D6}" },
        "host + prefix" => new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, Prefix(i % prefixes)) },
        _ => new HttpRouteMatch
        {
            Path = new PathMatch(PathMatchType.PathPrefix, Prefix(i % prefixes)),
            Method = "GET",
            Headers = [new HeaderMatch("x-version", "2")],
            QueryParams = [new QueryParamMatch("tenant", "blue")],
        },
    };

    private static PathMatch Items { get; } = new(PathMatchType.PathPrefix, "/api/items");
}
