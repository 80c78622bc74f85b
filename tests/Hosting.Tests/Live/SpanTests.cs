using System.Collections.Concurrent;
using System.Diagnostics;
using Gatehouse.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Hosting.Tests;

/// <summary>Listeners of spans hear the whole process, so these run alone.</summary>
[CollectionDefinition(nameof(SpanListeners), DisableParallelization = true)]
public sealed class SpanListeners;

[Collection(nameof(SpanListeners))]
public sealed class SpanTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";
    private const string Good = $"traceparent: 00-{Trace}-{Span}-01\r\ntracestate: foo=1\r\n";
    private const string Ours = "Gatehouse.Hosting";
    private const string AspNetCore = "Microsoft.AspNetCore";

    private readonly ConcurrentQueue<Activity> _spans = [];

    // The gateway's; the backend in this process has its own of the same name.
    private ActivitySource? _aspNetCore;

    [Fact]
    public async Task Without_a_trace_our_span_is_a_root_and_the_backend_s_parent()
    {
        Reflection backend = await SeenAsync("", Listen(Ours));
        Activity span = Assert.Single(_spans);
        Assert.Equal(default, span.ParentSpanId);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal($"00-{span.TraceId}-{span.SpanId}-03", backend["traceparent"]);
        Assert.Null(backend["tracestate"]);
    }

    [Theory]
    [InlineData("00", "-01", "-01")]
    [InlineData("cc", "-03-more", "-03")]
    [InlineData("00", "-00", "-01")]
    public async Task The_client_s_span_is_the_parent_of_ours(string version, string flags, string sentFlags)
    {
        Reflection backend = await SeenAsync($"traceparent: {version}-{Trace}-{Span}{flags}\r\ntracestate: foo=1\r\ntracestate: bar=2\r\n", Listen(Ours));
        Activity span = Assert.Single(_spans);
        Assert.Equal((Trace, Span), (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString()));
        Assert.True(span.HasRemoteParent);
        Assert.Equal($"00-{Trace}-{span.SpanId}{sentFlags}", backend["traceparent"]);
        Assert.Equal("foo=1,bar=2", backend["tracestate"]);
    }

    [Fact]
    public async Task An_invalid_parent_begins_a_new_trace()
    {
        Reflection backend = await SeenAsync($"traceparent: ff-{Trace}-{Span}-01\r\ntracestate: foo=1\r\n", Listen(Ours));
        Activity span = Assert.Single(_spans);
        Assert.NotEqual(Trace, span.TraceId.ToHexString());
        Assert.Equal(default, span.ParentSpanId);
        Assert.StartsWith($"00-{span.TraceId}-{span.SpanId}-", backend["traceparent"], StringComparison.Ordinal);
        Assert.Null(backend["tracestate"]);
    }

    [Theory]
    [InlineData(Good, Span)]
    [InlineData("", "0000000000000000")]
    public async Task A_span_that_only_a_logger_asked_for_is_nobody_s_parent(string lines, string parent)
    {
        // ASP.NET Core makes a span as soon as its logger is on, and nobody ever records it.
        await SeenAsync(lines, Listen(Ours), logging => logging.AddProvider(new ListeningLoggers()));
        Activity span = Assert.Single(_spans);
        Assert.Equal(parent, span.ParentSpanId.ToHexString());
    }

    [Fact]
    public async Task A_recorded_span_of_ASP_NET_Core_is_the_parent_of_ours()
    {
        Reflection backend = await SeenAsync(Good, Listen(Ours, AspNetCore));
        Activity ours = Assert.Single(_spans, span => span.Source.Name == Ours);
        Activity theirs = Assert.Single(_spans, span => span.Source == _aspNetCore);
        Assert.Equal(theirs.SpanId, ours.ParentSpanId);
        Assert.Equal(Span, theirs.ParentSpanId.ToHexString());
        Assert.Equal(ActivityKind.Internal, ours.Kind);
        Assert.Equal($"00-{Trace}-{ours.SpanId}-01", backend["traceparent"]);
    }

    [Fact]
    public async Task ASP_NET_Core_s_own_span_gets_the_trace_by_our_reading()
    {
        await SeenAsync($"traceparent: cc-{Trace}-{Span}-01-x\r\ntracestate: foo=1 , bar=2\r\n", Listen(AspNetCore));
        Activity span = Assert.Single(_spans, span => span.Source == _aspNetCore);
        Assert.Equal((Trace, Span, "foo=1 , bar=2"), (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString(), span.TraceStateString));
    }

    [Fact]
    public async Task A_restarted_trace_is_linked_to_the_old_one()
    {
        Reflection backend = await SeenAsync(Good, Listen(Ours), configure: options => options.Tracing.RestartTrace = true);
        Activity span = Assert.Single(_spans);
        Assert.NotEqual(Trace, span.TraceId.ToHexString());
        Assert.Equal(default, span.ParentSpanId);
        ActivityLink link = Assert.Single(span.Links);
        Assert.Equal((Trace, Span), (link.Context.TraceId.ToHexString(), link.Context.SpanId.ToHexString()));
        Assert.StartsWith($"00-{span.TraceId}-{span.SpanId}-", backend["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_that_a_sampler_leaves_out_is_not_the_backend_s_parent()
    {
        Reflection backend = await SeenAsync(Good, Listen(ActivitySamplingResult.PropagationData, Ours));
        Assert.Equal($"00-{Trace}-{Span}-01", backend["traceparent"]);

        backend = await SeenAsync("", Listen(ActivitySamplingResult.PropagationData, Ours));
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-02$", backend["traceparent"]);
    }

    [Fact]
    public async Task The_attributes_are_those_of_OpenTelemetry_and_ours()
    {
        int port = FreePorts.Next();
        await SeenAsync("x-secret: s\r\n", Listen(Ours), port: port);
        Activity span = Assert.Single(_spans);
        Assert.Equal("GET test/all", span.DisplayName);
        Assert.Equal(
            $"""
            client.address=127.0.0.1
            gatehouse.backend=test/backend:80
            gatehouse.endpoint=127.0.0.1:*
            gatehouse.listener=test/edge:{port}
            gatehouse.reason=Forwarded
            gatehouse.route=test/all
            gatehouse.rule=0
            http.request.method=GET
            http.response.status_code=200
            http.route=test/all
            network.protocol.version=1.1
            server.port={port}
            url.scheme=http
            """.ReplaceLineEndings("\n"),
            Attributes(span));
    }

    private static string Attributes(Activity span) => string.Join(
        '\n',
        span.TagObjects.Select(tag => tag.Key == "gatehouse.endpoint" ? $"{tag.Key}=127.0.0.1:*" : $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));

    private ActivityListener Listen(params string[] sources) => Listen(ActivitySamplingResult.AllDataAndRecorded, sources);

    private ActivityListener Listen(ActivitySamplingResult sampled, params string[] sources)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampled,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async Task<Reflection> SeenAsync(
        string lines,
        ActivityListener listener,
        Action<ILoggingBuilder>? logging = null,
        Action<GatehouseOptions>? configure = null,
        int? port = null)
    {
        using (listener)
        {
            int bound = port ?? FreePorts.Next();
            await using LiveGateway gateway = await LiveGateway.StartAsync(
                Reflection.BackendAsync,
                LiveGateway.Everything(),
                g =>
                {
                    g.Configure(configure ?? (static _ => { }));
                    g.Services.AddLogging(logging ?? (static _ => { }));
                },
                bound);
            _aspNetCore = gateway.Services.GetRequiredService<ActivitySource>();
            return await Reflection.OfAsync(bound, lines);
        }
    }

    private sealed class ListeningLoggers : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Microsoft.AspNetCore.Hosting", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
