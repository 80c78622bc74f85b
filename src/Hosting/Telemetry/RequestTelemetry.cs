using System.Diagnostics;
using Gatehouse.Pipeline;
using Gatehouse.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>What was observed of one request, from its arrival to its answer.</summary>
/// <param name="Listener">The listener it arrived on.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Reason">How it ended.</param>
internal readonly record struct RequestRecord(ListenerIdentity Listener, RequestDecision Decision, RequestReason Reason);

/// <summary>
/// One log event and one span for each request, from the same fields. Their values come from the configuration, never
/// from the request: no path, query or header can carry a secret into a log.
/// </summary>
internal sealed partial class RequestTelemetry(TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    internal const string SourceName = "Gatehouse.Hosting";

    // What access logs have written for "nothing" since the first of them.
    private const string None = "-";

    private readonly ActivitySource _spans = new(SourceName);
    private readonly ILogger _logger = loggers.CreateLogger("Gatehouse.Hosting.Requests");

    /// <summary>The moment a request arrived.</summary>
    internal long Now => time.GetTimestamp();

    /// <summary>Starts the request's span; <see langword="null"/> where nobody listens.</summary>
    internal Activity? StartSpan(HttpContext context)
    {
        if (!_spans.HasListeners())
        {
            return null;
        }

        // ASP.NET Core has a span of its own only where somebody asked for it; without it the client's is the parent.
        IHeaderDictionary headers = context.Request.Headers;
        ActivityContext parent = default;
        bool isRemote = Activity.Current is null
            && ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out parent);
        return _spans.StartActivity("gatehouse.request", ActivityKind.Server, isRemote ? parent : default);
    }

    /// <summary>Writes the log event and ends the span's story.</summary>
    internal void Finish(HttpContext context, Activity? span, in RequestRecord record, long started)
    {
        string method = KnownMethod(context.Request.Method);
        int status = context.Response.StatusCode;

        if (_logger.IsEnabled(LogLevel.Information))
        {
            RequestServed(
                method,
                record.Listener.Name,
                record.Decision.Rule?.RouteName ?? None,
                RuleOf(record.Decision.Rule) ?? None,
                record.Decision.Backend?.Id ?? None,
                status,
                record.Reason,
                time.GetElapsedTime(started).TotalMilliseconds);
        }

        if (span is not null)
        {
            Describe(span, method, status, in record);
        }
    }

    public void Dispose() => _spans.Dispose();

    private static void Describe(Activity span, string method, int status, in RequestRecord record)
    {
        CompiledRule? rule = record.Decision.Rule;
        span.DisplayName = rule is null ? method : $"{method} {rule.RouteName}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.response.status_code", status);
        span.SetTag("gatehouse.listener", record.Listener.Name);
        span.SetTag("gatehouse.route", rule?.RouteName);
        span.SetTag("gatehouse.rule", RuleOf(rule));
        span.SetTag("gatehouse.backend", record.Decision.Backend?.Id);
        span.SetTag("gatehouse.reason", record.Reason.ToString());

        if (status >= 500)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string? RuleOf(CompiledRule? rule) =>
        rule is null ? null : rule.Name ?? rule.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // A method is the client's text; an unknown one would be a tag value without bound (OpenTelemetry: _OTHER).
    private static string KnownMethod(string method) => method switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "CONNECT" or "OPTIONS" or "TRACE" or "PATCH" => method,
        _ => "_OTHER",
    };

    [LoggerMessage(1, LogLevel.Information, "{Method} on {Listener}: route {Route} rule {Rule} backend {Backend} status {Status} reason {Reason} in {ElapsedMs:0.0} ms")]
    private partial void RequestServed(
        string method, string listener, string route, string rule, string backend, int status, RequestReason reason, double elapsedMs);
}
