using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Hosting;

/// <summary>What the walk decided, and the one text that its carrying out needs.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Text">The <c>Location</c> of a redirect; path and query to ask a backend for; otherwise empty.</param>
internal readonly record struct WalkResult(RequestDecision Decision, string Text);

/// <summary>Takes a request from its raw target to a decision: synchronous, from one snapshot.</summary>
internal sealed class RequestWalk(SnapshotHolder snapshots, RandomSource random, LimitedExchanges? limits = null)
{
    /// <summary>Decides what is to be done with a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="listener">Where it arrived.</param>
    /// <param name="exchange">Keeps what rate limits charge; without it a request that is to be limited is refused.</param>
    internal WalkResult Decide(HttpContext context, ListenerIdentity listener, Exchange? exchange = null)
    {
        if (!RequestFraming.IsSound(context.Request))
        {
            return Refused(400, RequestReason.BadFraming);
        }

        // Taken once and kept to the end: a reload in the middle of a request is not seen by it.
        return snapshots.Current.FindPort(listener.Key) is { } port
            ? Decide(context, port, exchange)
            : Refused(404, RequestReason.PortGone);
    }

    /// <summary>The exchange has ended: what it held until then is given back.</summary>
    internal void Leave(Exchange exchange)
    {
        if (exchange.Limits is not null)
        {
            limits!.End(exchange);
        }
    }

    private WalkResult Decide(HttpContext context, PortSnapshot port, Exchange? exchange)
    {
        // The raw target, never Request.Path: there /a%2Fb and /a%252Fb have become the same.
        IHttpRequestFeature raw = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        RequestTarget target = RequestTarget.Parse(raw.RawTarget);

        if (IsForeignProtocol(context, raw))
        {
            return Refused(501, RequestReason.BadTarget);
        }

        if (target.Form is TargetForm.Invalid or TargetForm.Asterisk)
        {
            return Refused(target.Form == TargetForm.Asterisk ? 404 : 400, RequestReason.BadTarget);
        }

        if (!RequestTarget.IsQuery(target.Query))
        {
            return Refused(400, RequestReason.BadQuery);
        }

        ReadOnlySpan<char> path = target.Path.IsEmpty ? "/" : target.Path;
        using TextBuffer normal = new(stackalloc char[Limits.StackCharsMax]);
        normal.Reserve(RequestPath.NormalLengthMax(path.Length));

        switch (RequestPath.Normalize(path, normal.Room, out int written))
        {
            case PathOutcome.Unchanged:
                return Decide(context, port, raw, target, path, exchange);
            case PathOutcome.Rewritten:
                return Decide(context, port, raw, target, normal.Room[..written], exchange);
            default:
                return Refused(400, RequestReason.BadPath);
        }
    }

    private WalkResult Decide(
        HttpContext context, PortSnapshot port, IHttpRequestFeature raw, RequestTarget target, ReadOnlySpan<char> path, Exchange? exchange)
    {
        // The authority of an absolute-form target counts, not the Host field (RFC 9112 section 3.2.2). The field itself,
        // never Request.Host: that one turns "xn--" labels into others, which no route names.
        ReadOnlySpan<char> host = target.Form == TargetForm.Absolute ? target.Authority : raw.Headers.Host.ToString();
        HttpContextView view = new(MethodOf(context, raw), host, path, target.Query, raw.Headers);
        RequestDecision decision = Decide(port, in view, context.Features.Get<ConnectionFacts>(), exchange);

        return decision.Action switch
        {
            RequestAction.Redirect => TargetText.TryFormatLocation(in decision, in view, out string? location)
                ? new WalkResult(decision, location)
                : Refused(500, RequestReason.BadTarget),
            RequestAction.Forward => TargetText.TryFormatUpstream(in decision, path, target, raw.RawTarget, out string? upstream)
                ? new WalkResult(decision, upstream)
                : Refused(500, RequestReason.BadTarget),
            _ => new WalkResult(decision, ""),
        };
    }

    private RequestDecision Decide(PortSnapshot port, scoped in HttpContextView view, ConnectionFacts? connection, Exchange? exchange)
    {
        if (!port.HasRateLimits || limits is null || exchange is null)
        {
            return TrafficPipeline.Request(port, in view, random.Next(), connection);
        }

        RequestDecision decision = TrafficPipeline.Request(port, in view, random.Next(), connection, limits.Begin(exchange));
        limits.Hold(exchange);
        return decision;
    }

    // A WebSocket over HTTP/2 begins with an extended CONNECT where HTTP/1.1 has a GET (RFC 8441 section 5): one rule serves both.
    private static string MethodOf(HttpContext context, IHttpRequestFeature raw) => ProtocolOf(context, raw) is null ? raw.Method : "GET";

    // Only WebSockets are passed on so; "501 ... when the server does not recognize" what is asked for (RFC 9220 section 3).
    private static bool IsForeignProtocol(HttpContext context, IHttpRequestFeature raw) =>
        ProtocolOf(context, raw) is { } protocol && !protocol.Equals("websocket", StringComparison.OrdinalIgnoreCase);

    private static string? ProtocolOf(HttpContext context, IHttpRequestFeature raw) =>
        raw.Method == "CONNECT" ? context.Features.Get<IHttpExtendedConnectFeature>()?.Protocol : null;

    private static WalkResult Refused(int statusCode, RequestReason reason) => new(RequestDecision.Refused(statusCode, reason), "");
}
