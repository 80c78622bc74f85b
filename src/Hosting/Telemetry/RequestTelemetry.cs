using System.Diagnostics;
using Gatehouse.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>
/// One log event, one span and the metrics of each request, from the same exchange. Their values come from the
/// configuration, never from the request: no path, query or header can carry a secret into a log.
/// </summary>
internal sealed partial class RequestTelemetry(TimeProvider time, ILoggerFactory loggers, RequestSpans spans, TrafficMeters meters)
{
    private const string None = TelemetryWords.None;

    private readonly ILogger _logger = loggers.CreateLogger("Gatehouse.Hosting.Requests");

    /// <summary>The moment a request arrives.</summary>
    internal long Now => time.GetTimestamp();

    /// <summary>Counts a request in, and starts its span where somebody listens.</summary>
    internal Activity? Begin(HttpContext context, in Arrival arrival)
    {
        meters.RequestBegins(context);
        return spans.Start(arrival.Trace);
    }

    /// <summary>Writes the log event, ends the span's story and counts.</summary>
    internal void Finish(Exchange exchange)
    {
        TimeSpan elapsed = time.GetElapsedTime(exchange.Arrival.Started);
        meters.RequestEnds(exchange, elapsed);

        if (exchange.Span is { } span)
        {
            RequestSpans.Describe(span, exchange);
        }

        if (_logger.IsEnabled(LogLevel.Information))
        {
            Log(elapsed, exchange);
        }
    }

    private void Log(TimeSpan elapsed, Exchange exchange) => RequestServed(
        TelemetryWords.Method(exchange.Context.Request.Method),
        exchange.Arrival.Listener.Name,
        exchange.Decision.Rule?.RouteName ?? None,
        TelemetryWords.Rule(exchange.Decision.Rule) ?? None,
        exchange.Decision.Backend?.Id ?? None,
        exchange.Endpoint?.Authority ?? None,
        TelemetryWords.StatusOf(exchange.Context, exchange.Reason),
        exchange.Reason,
        exchange.Limits?.Policy ?? None,
        exchange.Limits?.Plan ?? None,
        TelemetryWords.RefusingLimit(exchange.Limits) ?? None,
        TelemetryWords.Exceeded(exchange.Limits) ?? None,
        elapsed.TotalMilliseconds,
        TelemetryWords.Version(exchange.Context.Request.Protocol),
        exchange.Span?.TraceId.ToHexString() ?? TraceIdOf(exchange) ?? None);

    private static string? TraceIdOf(Exchange exchange) => exchange.Arrival.Trace is { IsPresent: true } trace
        ? trace.Parent.TraceId.ToString("x32", System.Globalization.CultureInfo.InvariantCulture)
        : null;

    [LoggerMessage(1, LogLevel.Information, "{Method} on {Listener}: route {Route} rule {Rule} backend {Backend} endpoint {Endpoint} status {Status} reason {Reason} policy {Policy} plan {Plan} limit {Limit} exceeded {Exceeded} in {ElapsedMs:0.0} ms protocol {Protocol} trace {Trace}")]
    private partial void RequestServed(
        string method,
        string listener,
        string route,
        string rule,
        string backend,
        string endpoint,
        int status,
        RequestReason reason,
        string policy,
        string plan,
        string limit,
        string exceeded,
        double elapsedMs,
        string protocol,
        string trace);
}
