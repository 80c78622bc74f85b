using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gatehouse.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>
/// The metrics of the host, by OpenTelemetry's names where it has one. Every tag's value comes from the configuration or
/// from a short list of words. Nothing is allocated, whether somebody listens or not; at most eight tags, since a
/// <see cref="TagList"/> keeps that many on the stack.
/// </summary>
internal sealed class TrafficMeters
{
    internal const string MeterName = "Gatehouse.Hosting";

    // The boundaries that OpenTelemetry advises for HTTP durations, in seconds.
    internal static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private readonly Histogram<double> _serverDuration;
    private readonly UpDownCounter<long> _active;
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _handshakeFailures;
    private readonly Counter<long> _reloads;
    private readonly LimitMeter _limits;

    public TrafficMeters(IMeterFactory meters, SnapshotHolder snapshots)
    {
        Meter meter = meters.Create(MeterName);
        _serverDuration = meter.CreateHistogram("http.server.request.duration", "s", "Duration of HTTP server requests.", tags: null, Buckets);
        _active = meter.CreateUpDownCounter<long>("http.server.active_requests", "{request}", "Number of active HTTP server requests.");
        _connections = meter.CreateUpDownCounter<long>("gatehouse.listener.connections", "{connection}", "Open connections of clients.");
        _handshakeFailures = meter.CreateCounter<long>("gatehouse.tls.handshake.failures", "{handshake}", "TLS handshakes that failed.");
        _reloads = meter.CreateCounter<long>("gatehouse.config.reloads", "{reload}", "Configurations that were read.");
        _limits = new LimitMeter(meter);
        meter.CreateObservableGauge("gatehouse.config.generation", () => snapshots.Current.Generation, "{generation}", "The generation of the configuration that serves.");
    }

    internal void RequestBegins(HttpContext context) => CountActive(context, 1);

    internal void RequestEnds(Exchange exchange, TimeSpan elapsed)
    {
        CountActive(exchange.Context, -1);
        _limits.Count(exchange);

        if (_serverDuration.Enabled)
        {
            RecordRequest(exchange, elapsed);
        }
    }

    internal void ConnectionOpens(ListenerIdentity listener) => CountConnection(listener, 1);

    internal void ConnectionCloses(ListenerIdentity listener) => CountConnection(listener, -1);

    /// <summary>A TLS handshake failed.</summary>
    /// <param name="listener">The listener that the server name chose; before that, the port.</param>
    /// <param name="error">One of a few words that say why; never a text of the client's.</param>
    internal void HandshakeFails(string listener, string error)
    {
        if (_handshakeFailures.Enabled)
        {
            _handshakeFailures.Add(1, new("gatehouse.listener", listener), new("error.type", error));
        }
    }

    /// <summary>A configuration was read.</summary>
    internal void Reloaded(PublishOutcome outcome)
    {
        if (_reloads.Enabled)
        {
            _reloads.Add(1, new KeyValuePair<string, object?>("gatehouse.outcome", OutcomeText(outcome)));
        }
    }

    private void CountActive(HttpContext context, int change)
    {
        if (_active.Enabled)
        {
            _active.Add(
                change,
                new("http.request.method", TelemetryWords.Method(context.Request.Method)),
                new("url.scheme", TelemetryWords.Scheme(context.Request)));
        }
    }

    private void RecordRequest(Exchange exchange, TimeSpan elapsed)
    {
        HttpContext context = exchange.Context;
        int status = TelemetryWords.StatusOf(context, exchange.Reason);
        TagList tags = default;
        tags.Add("http.request.method", TelemetryWords.Method(context.Request.Method));
        tags.Add("url.scheme", TelemetryWords.Scheme(context.Request));
        tags.Add("network.protocol.version", TelemetryWords.Version(context.Request.Protocol));
        tags.Add("gatehouse.listener", exchange.Arrival.Listener.Name);

        if (TelemetryWords.IsAnswered(context, exchange.Reason))
        {
            tags.Add("http.response.status_code", TelemetryWords.Status(status));
        }

        if (exchange.Decision.Rule is { } rule)
        {
            tags.Add("http.route", rule.RouteName);
        }

        if (exchange.Decision.Backend?.Id is { } backend)
        {
            tags.Add("gatehouse.backend", backend);
        }

        if (TelemetryWords.Error(status, exchange.Reason) is { } error)
        {
            tags.Add("error.type", error);
        }

        _serverDuration.Record(elapsed.TotalSeconds, in tags);
    }

    private void CountConnection(ListenerIdentity listener, int change)
    {
        if (_connections.Enabled)
        {
            _connections.Add(change, new KeyValuePair<string, object?>("gatehouse.listener", listener.Name));
        }
    }

    private static string OutcomeText(PublishOutcome outcome) => outcome switch
    {
        PublishOutcome.Published => "published",
        PublishOutcome.Unchanged => "unchanged",
        PublishOutcome.KeptLastGood => "kept_last_good",
        _ => "refused",
    };
}
