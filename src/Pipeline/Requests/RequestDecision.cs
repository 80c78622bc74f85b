using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>What is to be done with a request. Zero is the safe answer: refuse it.</summary>
public enum RequestAction : byte
{
    /// <summary>Answer with <see cref="RequestDecision.StatusCode"/>.</summary>
    Refuse = 0,

    /// <summary>Answer with <see cref="RequestDecision.Redirect"/>.</summary>
    Redirect,

    /// <summary>Ask <see cref="RequestDecision.Target"/>.</summary>
    Forward,
}

/// <summary>The answer of <see cref="TrafficPipeline"/>. <c>default</c> refuses with status 500.</summary>
public readonly struct RequestDecision
{
    private readonly short _statusCode;

    private RequestDecision(RequestAction action, RequestReason reason, int statusCode)
    {
        Action = action;
        Reason = reason;
        _statusCode = (short)statusCode;
    }

    /// <summary>What is to be done.</summary>
    public RequestAction Action { get; }

    /// <summary>Why.</summary>
    public RequestReason Reason { get; }

    /// <summary>The status to answer with; for <see cref="RequestAction.Forward"/> the backend says it.</summary>
    public int StatusCode => _statusCode == 0 ? 500 : _statusCode;

    /// <summary>The listener that owns the host, where the search came that far.</summary>
    public CompiledListener? Listener { get; private init; }

    /// <summary>The rule, where one matched.</summary>
    public CompiledRule? Rule { get; private init; }

    /// <inheritdoc cref="RouteResult.MatchedPathLength"/>
    public int MatchedPathLength { get; private init; }

    /// <summary>The redirect; set when the action is <see cref="RequestAction.Redirect"/>.</summary>
    public CompiledRedirect? Redirect { get; private init; }

    /// <summary>The rule's backend that was picked, where it came that far.</summary>
    public CompiledBackend? Backend { get; private init; }

    /// <summary>The backend to ask; set when the action is <see cref="RequestAction.Forward"/>.</summary>
    public BackendSnapshot? Target { get; private init; }

    /// <summary>Refuses a request before any rule is known.</summary>
    /// <param name="statusCode">400 to 599.</param>
    /// <param name="reason">Why.</param>
    public static RequestDecision Refused(int statusCode, RequestReason reason) => new(RequestAction.Refuse, reason, statusCode);

    internal static RequestDecision Missed(in RouteResult match) => new(RequestAction.Refuse, ReasonOf(match.Outcome), 404)
    {
        Listener = match.Listener,
    };

    internal static RequestDecision NoLongerAdmitted() => new(RequestAction.Refuse, RequestReason.StaleClientCertificate, 421);

    internal static RequestDecision Misdirected(CompiledListener? listener) => new(RequestAction.Refuse, RequestReason.Misdirected, 421)
    {
        Listener = listener,
    };

    internal static RequestDecision Refused(int statusCode, RequestReason reason, in RouteResult match, CompiledBackend? backend = null) =>
        new(RequestAction.Refuse, reason, statusCode) { Listener = match.Listener, Rule = match.Rule, Backend = backend };

    internal static RequestDecision Redirected(CompiledRedirect redirect, in RouteResult match, CompiledBackend? backend = null) =>
        new(RequestAction.Redirect, RequestReason.Redirected, redirect.StatusCode)
        {
            Listener = match.Listener,
            Rule = match.Rule,
            MatchedPathLength = match.MatchedPathLength,
            Redirect = redirect,
            Backend = backend,
        };

    internal static RequestDecision Forwarded(in RouteResult match, CompiledBackend backend, BackendSnapshot target) =>
        new(RequestAction.Forward, RequestReason.Forwarded, 200)
        {
            Listener = match.Listener,
            Rule = match.Rule,
            MatchedPathLength = match.MatchedPathLength,
            Backend = backend,
            Target = target,
        };

    private static RequestReason ReasonOf(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.NoHost => RequestReason.NoHost,
        MatchOutcome.NoRule => RequestReason.NoRule,
        _ => RequestReason.NoListener,
    };
}
