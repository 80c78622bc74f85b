namespace Gatehouse.Routing;

/// <summary>What became of the search for a rule. Zero is the safe answer: nothing was selected.</summary>
public enum MatchOutcome : byte
{
    /// <summary>Nothing was asked.</summary>
    None = 0,

    /// <summary>A rule was selected.</summary>
    Matched,

    /// <summary>No listener of the port serves the host: 404, or UNIMPLEMENTED for gRPC.</summary>
    NoListener,

    /// <summary>The host's listener has no route for the host: 404, or UNIMPLEMENTED for gRPC.</summary>
    NoHost,

    /// <summary>The host has routes, but no rule matches: 404, or UNIMPLEMENTED for gRPC.</summary>
    NoRule,
}

/// <summary>The answer of a <see cref="RouteTable"/>. <c>default</c> selects nothing.</summary>
public readonly struct RouteResult
{
    internal RouteResult(MatchOutcome outcome, CompiledListener? listener, CompiledRule? rule, int matchedPathLength)
    {
        Outcome = outcome;
        Listener = listener;
        Rule = rule;
        MatchedPathLength = matchedPathLength;
    }

    /// <summary>Whether a rule was selected, and if not, how far the search came.</summary>
    public MatchOutcome Outcome { get; }

    /// <summary>The listener that owns the host; set unless the outcome is <see cref="MatchOutcome.NoListener"/>.</summary>
    public CompiledListener? Listener { get; }

    /// <summary>The rule; set when the outcome is <see cref="MatchOutcome.Matched"/>.</summary>
    public CompiledRule? Rule { get; }

    /// <summary>
    /// How much of the path the rule's prefix covers, in text units and without a trailing slash; the whole path
    /// where it was not matched by prefix. <see cref="PathModifierType.ReplacePrefixMatch"/> replaces this much.
    /// </summary>
    public int MatchedPathLength { get; }
}
