using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gatehouse.Hosting;

/// <summary>
/// Measures attempts to have a backend answer. .NET's own <c>http.client.request.duration</c> does not know the backend
/// and has no end for what happens after the answer's first byte.
/// </summary>
internal sealed class AttemptMeter(IMeterFactory meters, TimeProvider time)
{
    private readonly Histogram<double> _duration = meters.Create(TrafficMeters.MeterName).CreateHistogram(
        "http.client.request.duration", "s", "Duration of attempts to have a backend answer.", tags: null, TrafficMeters.Buckets);

    /// <summary>The moment an attempt begins; 0 where nobody listens.</summary>
    internal long Begin() => _duration.Enabled ? time.GetTimestamp() : 0;

    /// <summary>An attempt has ended, with an answer or without.</summary>
    internal void End(Exchange exchange, ForwardOutcome outcome)
    {
        if (exchange.AttemptBegun == 0)
        {
            return;
        }

        int status = exchange.Context.Response.StatusCode;
        TagList tags = default;
        tags.Add("http.request.method", TelemetryWords.Method(exchange.Context.Request.Method));
        tags.Add("gatehouse.backend", exchange.Decision.Target!.Id);
        tags.Add("gatehouse.endpoint", exchange.Endpoint!.Authority);
        tags.Add("server.address", exchange.Endpoint.Host);
        tags.Add("server.port", TelemetryWords.Port(exchange.Endpoint.Port));

        if (outcome is ForwardOutcome.Answered or ForwardOutcome.Aborted)
        {
            tags.Add("http.response.status_code", TelemetryWords.Status(status));
        }

        if (TelemetryWords.Error(outcome, status) is { } error)
        {
            tags.Add("error.type", error);
        }

        _duration.Record(time.GetElapsedTime(exchange.AttemptBegun).TotalSeconds, in tags);
    }
}
