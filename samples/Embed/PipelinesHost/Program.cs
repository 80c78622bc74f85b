// Lesson: the route matcher in a host of your own, here bare TCP and System.IO.Pipelines without ASP.NET Core. The request is
// matched as the bytes that arrived; no string is made of it. Without arguments the program asks itself three times and ends;
// with a port it serves until Ctrl+C:  dotnet run --project samples/Embed/PipelinesHost -- 8080
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;
using Gatehouse.Samples.PipelinesHost;

HttpRoute products = new()
{
    Name = "shop/products",
    Hostnames = ["*.shop.example"],
    Rules =
    [
        new HttpRouteRule
        {
            Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/products"), Headers = [new HeaderMatch("x-canary", "true")] }],
            Backends = [new BackendRef { Id = "products-v2" }],
        },
        new HttpRouteRule
        {
            Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/products") }],
            Backends = [new BackendRef { Id = "products-v1" }],
        },
    ],
};
DiagnosticBag diagnostics = new();
RouteTable table = new RouteCompiler().Compile([new RouteListener { Name = "http", HttpRoutes = [products] }], diagnostics);

foreach (Diagnostic diagnostic in diagnostics)
{
    Console.Error.WriteLine(diagnostic);
}

using TcpListener listener = new(IPAddress.Loopback, args is [string port] ? int.Parse(port, CultureInfo.InvariantCulture) : 0);
listener.Start();
Console.WriteLine(args.Length == 0 ? "asks itself:" : $"listens on {listener.LocalEndpoint}");
using CancellationTokenSource end = new();
Task serving = new MatchingServer(table).ServeAsync(listener, end.Token);

if (args.Length > 0)
{
    await serving;
}

foreach (string head in new[] { "/products/7", "/products/./mug\nX-Canary: true", "/productsale" })
{
    using TcpClient client = new();
    await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
    (string path, string field) = head.Split('\n') is [string first, string second] ? (first, $"{second}\r\n") : (head, "");
    await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: eu.shop.example\r\n{field}\r\n"));
    using StreamReader answer = new(client.GetStream());
    Console.WriteLine($"GET {head.Replace("\n", " ", StringComparison.Ordinal)}: {(await answer.ReadToEndAsync()).Split('\n')[^2]}");
}

await end.CancelAsync();
