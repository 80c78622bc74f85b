using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Testing;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Hosting.Tests;

/// <summary>What an application that embeds a gateway has beside it.</summary>
public sealed class OwnEndpointTests
{
    [Theory]
    [InlineData("UseUrls")]
    [InlineData("app.Urls")]
    [InlineData("HTTP_PORTS")]
    public async Task Addresses_that_the_server_leaves_out_are_named_at_the_start(string where)
    {
        int port = FreePorts.Next();
        using WarningLog log = new();
        await using WebApplication app = Build(log, web =>
        {
            if (where == "UseUrls")
            {
                web.UseUrls($"http://127.0.0.1:{port}");
            }
            else if (where == "HTTP_PORTS")
            {
                web.UseSetting(WebHostDefaults.HttpPortsKey, $"{port}");
            }
        });

        if (where == "app.Urls")
        {
            app.Urls.Add($"http://127.0.0.1:{port}");
        }

        await app.StartAsync();

        string warning = Assert.Single(log.Lines);
        Assert.Contains($":{port}", warning, StringComparison.Ordinal);
        Assert.Contains("ConfigureKestrel", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_is_set_in_code_serves_beside_the_gateway()
    {
        int port = FreePorts.Next();
        using WarningLog log = new();
        await using WebApplication app = Build(log, web => web.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port)));
        app.MapGet("/", () => "own");
        await app.StartAsync();

        using HttpClient client = new();
        Assert.Equal("own", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/")));
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task An_own_endpoint_keeps_the_baggage_it_was_sent()
    {
        int port = FreePorts.Next();
        using ActivityListener spans = new()
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(spans);
        using WarningLog log = new();
        await using WebApplication app = Build(log, web => web.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port)));
        app.MapGet("/", () => Activity.Current?.GetBaggageItem("tenant") ?? "none");
        await app.StartAsync();

        using HttpClient client = new();
        client.DefaultRequestHeaders.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        client.DefaultRequestHeaders.Add("baggage", "tenant=7");
        Assert.Equal("7", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/")));
    }

    [Theory]
    [InlineData(false, typeof(W3CPropagator))]
    [InlineData(true, typeof(ChosenPropagator))]
    public void The_propagator_that_the_application_chose_stays(bool isChosen, Type expected)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();

        if (isChosen)
        {
            builder.Services.AddSingleton<DistributedContextPropagator, ChosenPropagator>();
        }

        builder.Services.AddGatehouse(static gatehouse => gatehouse.UseConfig(TrafficConfig.Empty).UseYarp());

        Assert.IsType(expected, builder.Build().Services.GetRequiredService<DistributedContextPropagator>());
    }

    private sealed class ChosenPropagator : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => [];

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

        public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
            (traceId, traceState) = (null, null);

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
        {
        }
    }

    private static WebApplication Build(WarningLog log, Action<IWebHostBuilder> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        configure(builder.WebHost);
        builder.Services.AddGatehouse(static gatehouse => gatehouse.UseConfig(TrafficConfig.Empty).UseYarp());
        WebApplication app = builder.Build();
        app.UseGatehouse();
        return app;
    }

    /// <summary>Keeps what the gateway warns of.</summary>
    private sealed class WarningLog : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Gatehouse", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
