// Lesson: the route matcher alone, without a host, a container or a manifest.
// Two routes that overlap; the matcher follows the Gateway API's precedence, not the order they are written in.
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

HttpRoute shop = new()
{
    Name = "shop/all",
    Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = "frontend" }] }],
};
HttpRoute products = new()
{
    Name = "shop/products",
    Hostnames = ["*.shop.example"],
    Rules =
    [
        new HttpRouteRule
        {
            Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/products") }],
            Backends = [new BackendRef { Id = "products-v1", Weight = 90 }, new BackendRef { Id = "products-v2", Weight = 10 }],
        },
    ],
};

DiagnosticBag diagnostics = new();
RouteTable table = new RouteCompiler().Compile([new RouteListener { Name = "http", HttpRoutes = [shop, products] }], diagnostics);

foreach (Diagnostic diagnostic in diagnostics)
{
    Console.Error.WriteLine(diagnostic);
}

foreach ((string host, string path) in new[] { ("eu.shop.example", "/products/7"), ("eu.shop.example", "/productsale"), ("other.example", "/products") })
{
    RouteResult result = table.Match(new Get(host, path));
    Console.WriteLine($"{host}{path} -> {result.Rule?.RouteName} -> {result.Rule?.Backends.Pick(roll: ulong.MaxValue / 2)?.Id}");
}

// What the matcher may see of a request: text, seen in place.
internal readonly ref struct Get(string host, string path) : IHttpRequestView
{
    public ReadOnlySpan<char> Method => "GET";

    public ReadOnlySpan<char> Host { get; } = host;

    public ReadOnlySpan<char> Path { get; } = path;

    public ReadOnlySpan<char> Query => default;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        value = default;
        return 0;
    }
}
