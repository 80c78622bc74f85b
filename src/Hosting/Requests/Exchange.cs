using System.Diagnostics;
using Gatehouse.Pipeline;
using Gatehouse.Resilience;
using Gatehouse.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;

namespace Gatehouse.Hosting;

/// <summary>
/// One request and what becomes of it, from its arrival to its answer. Taken from a pool and given back, so that serving
/// a request makes no object of its own; nobody may keep one.
/// </summary>
internal sealed class Exchange : IResettable
{
    private RequestDecision _decision;
    private Arrival _arrival;
    private HttpContext? _context;
    private HeldPlace _held = new();
    private RequestLimits? _limits;
    private bool _isLimited;
    private bool _sendsLegacyFields;

    /// <summary>The request and its answer, as ASP.NET Core has them.</summary>
    internal HttpContext Context => _context!;

    /// <summary>What was known when it arrived.</summary>
    internal ref readonly Arrival Arrival => ref _arrival;

    /// <summary>Its span; <see langword="null"/> where none was begun.</summary>
    internal Activity? Span { get; private set; }

    /// <summary>When the attempt under way began, as a timestamp; 0 where nobody measures.</summary>
    internal long AttemptBegun { get; private set; }

    /// <summary>What the walk decided.</summary>
    internal ref readonly RequestDecision Decision => ref _decision;

    /// <summary>Why it is answered as it is; a defect until something is known.</summary>
    internal RequestReason Reason { get; private set; } = RequestReason.Fault;

    /// <summary>The status to answer with where the gateway itself answers; 0 where somebody else does or has done.</summary>
    internal int RefusalStatusCode { get; private set; }

    /// <summary>The <c>Location</c> of a redirect; path and query to ask a backend for, byte for byte.</summary>
    internal string Target { get; private set; } = "";

    /// <summary>The endpoint to ask, once there is one.</summary>
    internal UpstreamEndpoint? Endpoint { get; private set; }

    /// <summary>What it was charged; <see langword="null"/> where no rate limit concerns it.</summary>
    internal RequestLimits? Limits => _isLimited ? _limits : null;

    /// <summary>Where it stands among those that hold permits.</summary>
    internal ref HeldPlace Held => ref _held;

    /// <summary>The host the backend sees; <see langword="null"/> for the client's.</summary>
    internal string? Host => _decision.Backend!.Filters.Rewrite?.Hostname ?? _decision.Rule!.Filters.Rewrite?.Hostname;

    /// <summary>What the endpoint is spoken to. A GRPCRoute implies HTTP/2 (Gateway API, GRPCRoute).</summary>
    internal BackendProtocol Protocol => _decision.Rule!.Kind == RouteKind.Grpc ? BackendProtocol.H2c : _decision.Target!.Protocol;

    /// <summary>A request arrived.</summary>
    internal void Begin(HttpContext context, in Arrival arrival)
    {
        _context = context;
        _arrival = arrival;
    }

    /// <summary>Its span has started, where somebody listens.</summary>
    internal void Trace(Activity? span) => Span = span;

    /// <summary>Takes over what the walk decided.</summary>
    internal void Decide(in WalkResult walked)
    {
        _decision = walked.Decision;
        Target = walked.Text;
        Reason = walked.Decision.Reason;
        RefusalStatusCode = walked.Decision.Action == RequestAction.Refuse ? walked.Decision.StatusCode : 0;
    }

    /// <summary>The gateway answers by itself.</summary>
    internal void Refuse(int statusCode, RequestReason reason)
    {
        RefusalStatusCode = statusCode;
        Reason = reason;
    }

    /// <summary>It ended, and nothing is left to be answered.</summary>
    internal void End(RequestReason reason) => Reason = reason;

    /// <summary>Says whom to ask, and when that began.</summary>
    internal void Address(UpstreamEndpoint endpoint, long begun)
    {
        Endpoint = endpoint;
        AttemptBegun = begun;
    }

    /// <summary>Rate limits concern it.</summary>
    /// <param name="make">Makes the room for what it is charged, unless it was made for an earlier exchange.</param>
    /// <param name="state">What to make it with.</param>
    /// <param name="sendsLegacyFields">Whether the client is told of its limits by the older fields as well.</param>
    internal RequestLimits Limit<TState>(Func<TState, RequestLimits> make, TState state, bool sendsLegacyFields)
    {
        _isLimited = true;
        _sendsLegacyFields = sendsLegacyFields;
        return _limits ??= make(state);
    }

    /// <summary>Tells the client of its limits, and applies the configured edits to the backend's answer: what is configured is final.</summary>
    internal void EditResponse(HttpResponse response)
    {
        TellLimits(response);
        RequestEdits.ApplyToResponse(in _decision, response.Headers);
    }

    /// <summary>Tells the client of its limits, if it has any.</summary>
    internal void TellLimits(HttpResponse response)
    {
        if (Limits is { } limits)
        {
            LimitFields.Write(response.Headers, limits, _sendsLegacyFields);
        }
    }

    /// <summary>Forgets the request: the configuration it was decided by must not be held by a pool.</summary>
    public bool TryReset()
    {
        _decision = default;
        _arrival = default;
        _context = null;
        _limits?.Clear();
        _isLimited = false;
        Span = null;
        AttemptBegun = 0;
        Reason = RequestReason.Fault;
        RefusalStatusCode = 0;
        Target = "";
        Endpoint = null;
        return true;
    }
}
