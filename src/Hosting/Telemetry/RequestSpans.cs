using System.Diagnostics;
using Gatehouse.Routing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>One span a request, by OpenTelemetry's conventions for HTTP servers. <c>docs/telemetry.md</c> lists its attributes.</summary>
internal sealed class RequestSpans(TraceHeaders trace) : IDisposable
{
    internal const string SourceName = "Gatehouse.Hosting";

    private const string SpanName = "gatehouse.request";

    private readonly ActivitySource _source = new(SourceName);

    /// <summary>Starts the request's span; <see langword="null"/> where nobody listens or a sampler leaves it out.</summary>
    internal Activity? Start(in TraceContext client)
    {
        trace.DropBaggage(Activity.Current);

        if (!_source.HasListeners())
        {
            return null;
        }

        // ASP.NET Core's span is the parent only if somebody records it. It also makes one when only its logger is on,
        // which no one will ever see: a child of that would hang in the air.
        Activity? outer = Activity.Current;
        return outer is { Recorded: true } && outer.Source.Name.Length > 0
            ? _source.StartActivity(SpanName, ActivityKind.Internal, default(ActivityContext), null, Links(in client))
            : StartServer(outer, in client);
    }

    /// <summary>Ends the span's story.</summary>
    internal static void Describe(Activity span, Exchange exchange)
    {
        if (!span.IsAllDataRequested)
        {
            return;
        }

        string method = TelemetryWords.Method(exchange.Context.Request.Method);
        string? route = exchange.Decision.Rule?.RouteName;

        // "{method} {http.route}", and "HTTP" for a method that is not known (OpenTelemetry, HTTP spans, name).
        string verb = method == TelemetryWords.OtherMethod ? "HTTP" : method;
        span.DisplayName = route is null ? verb : $"{verb} {route}";
        DescribeHttp(span, method, exchange);
        DescribeOurs(span, exchange);
    }

    public void Dispose() => _source.Dispose();

    private Activity? StartServer(Activity? outer, in TraceContext client)
    {
        // Without a context to be its parent a span would take the current one, whatever that is.
        Activity.Current = null;
        ActivityContext parent = trace.RestartsTrace ? default : client.ToActivityContext();
        Activity? span = _source.StartActivity(SpanName, ActivityKind.Server, parent, null, Links(in client));

        if (span is null)
        {
            Activity.Current = outer;
        }

        return span;
    }

    private ActivityLink[]? Links(in TraceContext client) =>
        trace.RestartsTrace && client.IsPresent ? [new ActivityLink(client.ToActivityContext())] : null;

    private static void DescribeHttp(Activity span, string method, Exchange exchange)
    {
        HttpContext context = exchange.Context;
        int status = TelemetryWords.StatusOf(context, exchange.Reason);
        span.SetTag("http.request.method", method);

        if (method == TelemetryWords.OtherMethod)
        {
            span.SetTag("http.request.method_original", context.Request.Method);
        }

        span.SetTag("http.response.status_code", TelemetryWords.IsAnswered(context, exchange.Reason) ? TelemetryWords.Status(status) : null);
        span.SetTag("url.scheme", TelemetryWords.Scheme(context.Request));
        span.SetTag("network.protocol.version", TelemetryWords.Version(context.Request.Protocol));
        span.SetTag("http.route", exchange.Decision.Rule?.RouteName);
        span.SetTag("server.address", TelemetryWords.Name(exchange.Decision.Listener?.Hostname));
        span.SetTag("server.port", exchange.Arrival.Listener.Key.Port);
        span.SetTag("client.address", exchange.Arrival.Origin.ClientText);

        if (TelemetryWords.Error(status, exchange.Reason) is { } error)
        {
            span.SetTag("error.type", error);
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static void DescribeOurs(Activity span, Exchange exchange)
    {
        CompiledRule? rule = exchange.Decision.Rule;
        span.SetTag("gatehouse.listener", exchange.Arrival.Listener.Name);
        span.SetTag("gatehouse.route", rule?.RouteName);
        span.SetTag("gatehouse.rule", TelemetryWords.Rule(rule));
        span.SetTag("gatehouse.backend", exchange.Decision.Backend?.Id);
        span.SetTag("gatehouse.endpoint", exchange.Endpoint?.Authority);
        span.SetTag("gatehouse.policy", exchange.Limits?.Policy);
        span.SetTag("gatehouse.plan", exchange.Limits?.Plan);
        span.SetTag("gatehouse.limit", TelemetryWords.RefusingLimit(exchange.Limits));
        span.SetTag("gatehouse.reason", TelemetryWords.Reason(exchange.Reason));
    }
}
