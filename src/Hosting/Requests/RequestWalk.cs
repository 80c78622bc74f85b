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
internal sealed class RequestWalk(SnapshotHolder snapshots, RandomSource random)
{
    /// <summary>Decides what is to be done with a request.</summary>
    internal WalkResult Decide(HttpContext context, ListenerIdentity listener)
    {
        if (!RequestFraming.IsSound(context.Request))
        {
            return Refused(400, RequestReason.BadFraming);
        }

        // Taken once and kept to the end: a reload in the middle of a request is not seen by it.
        return snapshots.Current.FindPort(listener.Key) is { } port
            ? Decide(context, port)
            : Refused(404, RequestReason.PortGone);
    }

    private WalkResult Decide(HttpContext context, PortSnapshot port)
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
                return Decide(context, port, raw, target, path);
            case PathOutcome.Rewritten:
                return Decide(context, port, raw, target, normal.Room[..written]);
            default:
                return Refused(400, RequestReason.BadPath);
        }
    }

    private WalkResult Decide(HttpContext context, PortSnapshot port, IHttpRequestFeature raw, RequestTarget target, ReadOnlySpan<char> path)
    {
        // The authority of an absolute-form target counts, not the Host field (RFC 9112 section 3.2.2). The field itself,
        // never Request.Host: that one turns "xn--" labels into others, which no route names.
        ReadOnlySpan<char> host = target.Form == TargetForm.Absolute ? target.Authority : raw.Headers.Host.ToString();
        HttpContextView view = new(MethodOf(context, raw), host, path, target.Query, raw.Headers);
        RequestDecision decision = TrafficPipeline.Request(port, in view, random.Next(), context.Features.Get<ConnectionFacts>());

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

    // A WebSocket over HTTP/2 begins with an extended CONNECT where HTTP/1.1 has a GET (RFC 8441 section 5): one rule serves both.
    private static string MethodOf(HttpContext context, IHttpRequestFeature raw) => ProtocolOf(context, raw) is null ? raw.Method : "GET";

    // Only WebSockets are passed on so; "501 ... when the server does not recognize" what is asked for (RFC 9220 section 3).
    private static bool IsForeignProtocol(HttpContext context, IHttpRequestFeature raw) =>
        ProtocolOf(context, raw) is { } protocol && !protocol.Equals("websocket", StringComparison.OrdinalIgnoreCase);

    private static string? ProtocolOf(HttpContext context, IHttpRequestFeature raw) =>
        raw.Method == "CONNECT" ? context.Features.Get<IHttpExtendedConnectFeature>()?.Protocol : null;

    private static WalkResult Refused(int statusCode, RequestReason reason) => new(RequestDecision.Refused(statusCode, reason), "");
}
