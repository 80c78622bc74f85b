// Lesson: a gateway of your own on AddGatehouse, its routes in code. Without arguments it asks itself and ends; with a port it
// serves until Ctrl+C:  dotnet run --project samples/Embed/OwnGateway -- 8080
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Pipeline;
using Gatehouse.Routing;
using Gatehouse.Yarp;

int port = args is [string given] ? int.Parse(given, CultureInfo.InvariantCulture) : FreePort();
int backendPort = FreePort();

HttpRoute route = new()
{
    Name = "shop/products",
    Rules =
    [
        new HttpRouteRule
        {
            Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/api/products") }],
            Filters = [new UrlRewrite { Path = new PathModifier(PathModifierType.ReplacePrefixMatch, "/products") }],
            Backends = [new BackendRef { Id = "products" }],
        },
    ],
};
TrafficConfig config = new()
{
    Ports = [new GatewayPort { Gateway = "shop/edge", Port = port, Listeners = [new RouteListener { Name = "http", Port = port, HttpRoutes = [route] }] }],
    Backends = [new Backend { Id = "products", Endpoints = [new BackendEndpoint("127.0.0.1", backendPort)] }],
};

// A CodeConfigSource instead of UseConfig lets the program replace the routes while it runs.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, backendPort));
builder.Services.AddGatehouse(gatehouse => gatehouse.UseConfig(config).UseYarp());
await using WebApplication app = builder.Build();
app.UseGatehouse();

// The application's own endpoints go on beside the gateway's listeners; this one plays the backend.
app.MapGet("/products/{id}", (string id, HttpRequest request) => $"product {id}, asked for by {request.Host}\n");
await app.StartAsync();

if (args.Length > 0)
{
    Console.WriteLine($"curl http://127.0.0.1:{port}/api/products/7");
    await app.WaitForShutdownAsync();
    return;
}

using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
client.DefaultRequestHeaders.Host = "shop.example";
Console.Write($"/api/products/7: {await client.GetStringAsync(new Uri("/api/products/7", UriKind.Relative))}");
Console.WriteLine($"/products/7: {(int)(await client.GetAsync(new Uri("/products/7", UriKind.Relative))).StatusCode}");

static int FreePort() { using TcpListener probe = new(IPAddress.Loopback, 0); probe.Start(); return ((IPEndPoint)probe.LocalEndpoint).Port; }
