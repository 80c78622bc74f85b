using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

HttpRoute route = new() { Name = "shop/products", Rules = [new() { Matches = [new() { Path = new(PathMatchType.PathPrefix, "/v2") }], Backends = [new() { Id = "v2" }] }] };
RouteTable table = new RouteCompiler().Compile([new RouteListener { Name = "http", HttpRoutes = [route] }], new DiagnosticBag());
Console.WriteLine($"/v2/items -> {table.Match(new Get("/v2/items")).Rule?.Backends.Pick(0)?.Id}; /v2example -> {table.Match(new Get("/v2example")).Outcome}");

internal readonly ref struct Get(string path) : IHttpRequestView
{
    public ReadOnlySpan<char> Method => "GET";
    public ReadOnlySpan<char> Host => "shop.example";
    public ReadOnlySpan<char> Path { get; } = path;
    public ReadOnlySpan<char> Query => default;
    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value) { value = default; return 0; }
}
