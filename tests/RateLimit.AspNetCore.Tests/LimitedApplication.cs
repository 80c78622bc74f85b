using System.Net;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.RateLimit.AspNetCore.Tests;

/// <summary>An application on Kestrel whose time only tests move, and a client of it.</summary>
internal sealed class LimitedApplication : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LimitedApplication(WebApplication app, HttpClient client, FakeTimeProvider time, LogLines log)
    {
        _app = app;
        Client = client;
        Time = time;
        Log = log;
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; }

    public LogLines Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Builds and starts an application.</summary>
    /// <param name="add">Adds services.</param>
    /// <param name="use">Adds middlewares and endpoints.</param>
    public static async Task<LimitedApplication> StartAsync(Action<IServiceCollection, IConfigurationManager> add, Action<WebApplication> use)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        LogLines log = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Information);
        int port = FreePorts.Next();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton<TimeProvider>(time);
        add(builder.Services, builder.Configuration);
        WebApplication app = builder.Build();

        try
        {
            use(app);
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new LimitedApplication(app, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") }, time, log);
    }

    /// <summary>An application with one plan, <c>free</c>, and an endpoint at <c>/</c> behind the middleware.</summary>
    public static Task<LimitedApplication> StartAsync(params Limit[] limits) =>
        StartAsync(
            (services, _) => services.AddGatehouseRateLimit([TestPlans.Free(limits)]),
            static app =>
            {
                app.UseGatehouseRateLimit();
                app.MapGet("/", static () => "hello");
            });

    public async Task<HttpResponseMessage> GetAsync(string path = "/", params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);

        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Client.SendAsync(request);
    }

    public async Task<int> StatusAsync(string path = "/", params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = await GetAsync(path, headers);
        return (int)response.StatusCode;
    }

    /// <summary>The statuses of requests, one after the other.</summary>
    public async Task<string> StatusesAsync(params string[] paths)
    {
        int[] statuses = new int[paths.Length];

        for (int i = 0; i < paths.Length; i++)
        {
            statuses[i] = await StatusAsync(paths[i]);
        }

        return string.Join(' ', statuses);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>Plans of tests.</summary>
internal static class TestPlans
{
    public static Plan Free(params ReadOnlySpan<Limit> limits) => new() { Name = "free", Limits = Primitives.ValueList.Create(limits) };

    public static Plan Bucket(string plan, long permits) => new() { Name = plan, Limits = [PerSecond(permits)] };

    public static TokenBucketLimit PerSecond(long permits) => new() { Name = "second", Rate = Rate.PerSecond(permits) };
}

/// <summary>What a response tells.</summary>
internal static class Responses
{
    public static FieldItem[] Level(this HttpResponseMessage response) => Field(response, "RateLimit");

    public static FieldItem[] Policy(this HttpResponseMessage response) => Field(response, "RateLimit-Policy");

    public static string? Text(this HttpResponseMessage response, string field) =>
        response.Headers.TryGetValues(field, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    private static FieldItem[] Field(HttpResponseMessage response, string name) => response.Text(name) is { } text ? StructuredFields.Parse(text) : [];
}
