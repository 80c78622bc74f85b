using System.Net;
using Gatehouse.Pipeline;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
TrafficConfig config = new() { Backends = [new() { Id = "products", Endpoints = [new("products.example", 80)] }] };
builder.Services.AddGatehouse(g => g.UseConfig(config).UseAdmin(new IPEndPoint(IPAddress.Loopback, int.Parse(args[0]))));
await using WebApplication app = builder.Build();
await app.StartAsync();
using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{args[0]}") };
Console.WriteLine($"{(await client.GetStringAsync("/readyz")).Trim()}, {(await client.GetStringAsync("/config")).Contains("\"products.example:80\"")}");
