using Gatehouse.Hosting;
using Gatehouse.Pipeline;
using Gatehouse.Routing;
using Gatehouse.Yarp;

RouteListener listener = new() { Name = "http", HttpRoutes = [new() { Name = "shop/old", Rules = [new() { Filters = [new RequestRedirect { Hostname = "shop.example", Port = 80 }] }] }] };
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddGatehouse(g => g.UseConfig(new TrafficConfig { Ports = [new() { Gateway = "shop/edge", Port = int.Parse(args[0]), Listeners = [listener] }] }).UseYarp());
await using WebApplication app = builder.Build();
app.UseGatehouse();
await app.StartAsync();
using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false });
Console.WriteLine((await client.GetAsync($"http://127.0.0.1:{args[0]}/products?x=1")).Headers.Location);
