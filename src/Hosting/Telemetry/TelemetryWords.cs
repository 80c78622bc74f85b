using System.Collections.Concurrent;
using System.Globalization;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;
using Gatehouse.Routing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>
/// The words that log, spans and metrics share. A client's text becomes one of a few known words, so that no client can
/// make a new value of a metric's tag; each is a text that exists already.
/// </summary>
internal static class TelemetryWords
{
    internal const string OtherMethod = "_OTHER";

    /// <summary>What access logs have written for "nothing" since the first of them.</summary>
    internal const string None = "-";

    private const int RuleTextsMax = 64;
    private const int StatusMax = 600;

    private static readonly string[] Reasons = [.. Enum.GetValues<RequestReason>().Select(static reason => reason.ToString())];
    private static readonly string[] Numbers = [.. Enumerable.Range(0, StatusMax).Select(static n => n.ToString(CultureInfo.InvariantCulture))];

    // At most 65 535, and only those of endpoints that the configuration has.
    private static readonly ConcurrentDictionary<int, object> Ports = new();

    private static readonly object[] Statuses = [.. Enumerable.Range(0, StatusMax).Select(static n => (object)n)];

    /// <summary>The method, where it is one of RFC 9110's or PATCH (OpenTelemetry, http.request.method).</summary>
    internal static string Method(string method) => method switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "CONNECT" or "OPTIONS" or "TRACE" or "PATCH" => method,
        _ => OtherMethod,
    };

    /// <summary>The version of HTTP (OpenTelemetry, network.protocol.version).</summary>
    internal static string Version(string protocol) => protocol switch
    {
        "HTTP/1.1" => "1.1",
        "HTTP/2" => "2",
        "HTTP/1.0" => "1.0",
        _ => "3",
    };

    internal static string Scheme(HttpRequest request) => request.IsHttps ? "https" : "http";

    internal static string Reason(RequestReason reason) => Reasons[(int)reason];

    /// <summary>The status the client got; where it got none, the one that says why (499: it left, as nginx writes it).</summary>
    internal static int StatusOf(HttpContext context, RequestReason reason) => reason switch
    {
        RequestReason.Fault when !context.Response.HasStarted => 500,
        RequestReason.ClientGone when !context.Response.HasStarted => 499,
        _ => context.Response.StatusCode,
    };

    /// <summary>Whether a status was sent, so that it may be told as one (OpenTelemetry: "if and only if one was received/sent").</summary>
    internal static bool IsAnswered(HttpContext context, RequestReason reason) =>
        reason != RequestReason.ClientGone || context.Response.HasStarted;

    /// <summary>The hostname, where it is a name: <c>*.shop.example</c> is none (OpenTelemetry, server.address).</summary>
    internal static string? Name(string? hostname) => hostname is ['*', ..] ? null : hostname;

    /// <summary>A port as a tag's value, boxed once and for all.</summary>
    internal static object Port(int port) => Ports.GetOrAdd(port, static port => port);

    /// <summary>A status as a tag's value, boxed once and for all.</summary>
    internal static object Status(int statusCode) => (uint)statusCode < StatusMax ? Statuses[statusCode] : statusCode;

    /// <summary>The name of a rule, or its place in the route.</summary>
    internal static string? Rule(CompiledRule? rule) => rule switch
    {
        null => null,
        { Name: { } name } => name,
        { Index: >= 0 and < RuleTextsMax } => Numbers[rule.Index],
        _ => rule.Index.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Which limit refused a request; <see langword="null"/> where none did.</summary>
    internal static string? RefusingLimit(RequestLimits? limits) => limits is { IsRefused: true } ? limits.Decisive.Limit!.Name : null;

    /// <summary>What of the limit was used up; <see langword="null"/> where it did not refuse.</summary>
    internal static string? Exceeded(RequestLimits? limits) => limits is not { IsRefused: true } ? null : limits.Decisive.Reason switch
    {
        AdmissionReason.RateExceeded => "rate",
        AdmissionReason.WindowExceeded => "window",
        AdmissionReason.QuotaExceeded => "quota",
        AdmissionReason.ConcurrencyExceeded => "concurrency",
        AdmissionReason.StoreUnavailable => "store",
        _ => "cost",
    };

    /// <summary>
    /// Why a request failed (OpenTelemetry, error.type); <see langword="null"/> where it did not: a 4xx is the client's
    /// failure, not the server's.
    /// </summary>
    internal static string? Error(int statusCode, RequestReason reason) => reason switch
    {
        RequestReason.UpstreamAborted or RequestReason.Fault => Reason(reason),
        RequestReason.ClientGone => null,
        _ when statusCode is < 500 or >= StatusMax => null,
        RequestReason.Forwarded => Numbers[statusCode],
        _ => Reason(reason),
    };

    /// <summary>Why an attempt failed: what went wrong with it, or the backend's own 4xx or 5xx, which a client counts as an error.</summary>
    internal static string? Error(ForwardOutcome outcome, int statusCode) => outcome switch
    {
        ForwardOutcome.Answered => statusCode is >= 400 and < StatusMax ? Numbers[statusCode] : null,
        ForwardOutcome.Aborted => "aborted",
        ForwardOutcome.Broken => "broken",
        ForwardOutcome.BadBody => "bad_body",
        ForwardOutcome.Unsendable => "unsendable",
        ForwardOutcome.TimedOut => "timeout",
        ForwardOutcome.ClientGone => "client_gone",
        _ => "unreachable",
    };
}
