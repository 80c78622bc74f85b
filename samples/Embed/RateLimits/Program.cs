// Lesson: limits by customer in a minimal API, without the gateway. The plans are in appsettings.json, which may change while it runs.
// With --demo the program asks itself and ends; without, it serves until Ctrl+C:  dotnet run --project samples/Embed/RateLimits
using Gatehouse.RateLimit.AspNetCore;

string[] fields = ["RateLimit-Policy", "RateLimit", "Retry-After"];
bool isDemo = args.Contains("--demo");
Dictionary<string, string> customers = new() { ["alice"] = "A", ["bob"] = "B" };

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, isDemo ? "http://127.0.0.1:0" : builder.Configuration["urls"] ?? "http://127.0.0.1:5080");
builder.Services.AddGatehouseRateLimit(builder.Configuration.GetSection("RateLimit"), limits =>
{
    // A header is what the client says; take RequestKey.User or .Claim where there is authentication. Strangers share the free plan
    // of their address.
    limits.Key = RequestKey.Header("x-customer");
    limits.PlanOf = (_, customer) => customer is null ? null : customers.GetValueOrDefault(customer);
});
await using WebApplication app = builder.Build();
app.UseGatehouseRateLimit();

app.MapGet("/", () => "hello\n");
app.MapGet("/report", () => "a long report\n").WithRateLimitCost(5);
app.MapGet("/healthz", () => "well\n").DisableRateLimit();
await app.StartAsync();
string url = app.Urls.First();
Console.WriteLine($"curl -i {url}/ -H 'x-customer: alice'    # plan A: 1000 a second");
Console.WriteLine($"curl -i {url}/ -H 'x-customer: bob'      # plan B: 100 a second");
Console.WriteLine($"curl -i {url}/                           # free: 10 a second");
Console.WriteLine($"curl -i {url}/report                     # costs 5");
Console.WriteLine($"curl -i {url}/healthz                    # not limited");

if (!isDemo)
{
    await app.WaitForShutdownAsync();
    return;
}

using HttpClient client = new() { BaseAddress = new Uri(url) };

foreach ((string path, string? customer) in new[] { ("/", "alice"), ("/", "bob"), ("/", null), ("/report", null), ("/report", null), ("/healthz", null) })
{
    using HttpRequestMessage request = new(HttpMethod.Get, path);
    request.Headers.TryAddWithoutValidation("x-customer", customer is null ? [] : [customer]);
    using HttpResponseMessage response = await client.SendAsync(request);
    Console.WriteLine($"\n{path} {customer}: {(int)response.StatusCode} {response.StatusCode}");

    foreach (string name in fields.Where(response.Headers.Contains))
    {
        Console.WriteLine($"  {name}: {string.Join(", ", response.Headers.GetValues(name))}");
    }
}
