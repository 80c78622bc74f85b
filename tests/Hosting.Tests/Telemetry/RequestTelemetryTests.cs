using System.Diagnostics.Metrics;
using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Resilience;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Hosting.Tests;

public sealed class RequestTelemetryTests : IDisposable
{
    private static readonly ListenerIdentity Listener = new(new PortKey("test/edge", 80), new IPEndPoint(0, 80));

    private static readonly UpstreamEndpoint Endpoint = new(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 80));

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    [Fact]
    public void Nobody_listens_and_nothing_is_allocated() => Assert.Equal(0, AllocatedBy(Of(NullLoggerFactory.Instance)));

    [Fact]
    public void A_measured_request_allocates_nothing()
    {
        int measured = 0;
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, _services.GetRequiredService<IMeterFactory>()))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => measured += tags.Length);
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => measured += tags.Length);
        listener.Start();

        Assert.Equal(0, AllocatedBy(Of(NullLoggerFactory.Instance)));
        Assert.True(measured > 0);
    }

    [Fact]
    public void The_one_log_event_has_its_fields_by_name()
    {
        Lines log = new();
        RequestTelemetry telemetry = Of(log);
        Serve(telemetry, Context("BREW"), new Exchange());

        IReadOnlyDictionary<string, object?> fields = Assert.Single(log.Events);
        Assert.Equal("_OTHER", fields["Method"]);
        Assert.Equal("test/edge:80", fields["Listener"]);
        Assert.Equal("-", fields["Route"]);
        Assert.Equal("-", fields["Rule"]);
        Assert.Equal("-", fields["Backend"]);
        Assert.Equal("10.0.0.1:80", fields["Endpoint"]);
        Assert.Equal(503, fields["Status"]);
        Assert.Equal(RequestReason.NoRule, fields["Reason"]);
        Assert.Equal(("-", "-", "-", "-"), (fields["Policy"], fields["Plan"], fields["Limit"], fields["Exceeded"]));
        Assert.Equal("1.1", fields["Protocol"]);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", fields["Trace"]);
        Assert.Contains("ElapsedMs", fields.Keys);
    }

    public void Dispose() => _services.Dispose();

    private static long AllocatedBy(RequestTelemetry telemetry)
    {
        HttpContext context = Context("GET");
        Exchange exchange = new();
        return Allocations.Of(() => Serve(telemetry, context, exchange));
    }

    private static void Serve(RequestTelemetry telemetry, HttpContext context, Exchange exchange)
    {
        Arrival arrival = new(Listener, null, default, TraceContext.Read("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", default), null, telemetry.Now);
        exchange.Begin(context, in arrival);
        exchange.Trace(telemetry.Begin(context, in arrival));
        exchange.Address(Endpoint, 0);
        exchange.End(RequestReason.NoRule);
        telemetry.Finish(exchange);
    }

    private static DefaultHttpContext Context(string method)
    {
        DefaultHttpContext context = new();
        context.Request.Method = method;
        context.Request.Protocol = "HTTP/1.1";
        context.Response.StatusCode = 503;
        return context;
    }

    private RequestTelemetry Of(ILoggerFactory loggers) => new(
        TimeProvider.System,
        loggers,
        new RequestSpans(new TraceHeaders(Microsoft.Extensions.Options.Options.Create(new GatehouseOptions()), new RandomSource(1))),
        new TrafficMeters(_services.GetRequiredService<IMeterFactory>(), new SnapshotHolder()));

    private sealed class Lines : ILoggerFactory, ILogger
    {
        internal List<IReadOnlyDictionary<string, object?>> Events { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Add(((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(field => field.Key, field => field.Value));

        public void Dispose()
        {
        }
    }
}
