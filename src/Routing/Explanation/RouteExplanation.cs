using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// Why a <see cref="RouteTable"/> answers a request as it does. It repeats values of the request: show it to whoever made
/// the request, and mind what it holds before it goes to a log.
/// </summary>
public sealed record RouteExplanation
{
    /// <summary>What the match answers.</summary>
    public required MatchOutcome Outcome { get; init; }

    /// <summary>The listeners that cover the host, the most specific hostname first: the first one owns the host.</summary>
    public ValueList<CompiledListener> Listeners { get; init; }

    /// <summary>How many listeners of the port do not cover the host.</summary>
    public int OtherListenerCount { get; init; }

    /// <summary>
    /// The hostnames of the owner's routes that cover the host, in the order they are tried; <c>*</c> for every host.
    /// </summary>
    public ValueList<string> Hostnames { get; init; }

    /// <summary>
    /// What has a matching path, in the order of precedence: at most <see cref="Limits.ExplainedCandidatesMax"/>, and the
    /// winner. What can never win, because an earlier candidate of the same path takes every request, is not in the table.
    /// </summary>
    public ValueList<RouteCandidate> Candidates { get; init; }

    /// <summary>How many more have a matching path than are listed.</summary>
    public int OmittedCount { get; init; }

    /// <summary>How many matches of <see cref="Hostnames"/> have another path.</summary>
    public int OtherPathCount { get; init; }

    /// <summary>The candidate that answers; <see langword="null"/> where none does.</summary>
    public RouteCandidate? Winner { get; init; }
}

/// <summary>One match of a rule whose path matches, and what became of it.</summary>
public sealed record RouteCandidate
{
    /// <summary>Its place in the order of precedence among those whose path matches, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>Its rule.</summary>
    public required CompiledRule Rule { get; init; }

    /// <summary>The hostname it was found under; <c>*</c> for every host.</summary>
    public required string Hostname { get; init; }

    /// <summary>How its path is compared.</summary>
    public required PathMatchType PathType { get; init; }

    /// <summary>
    /// Its path in normal form, a prefix without its trailing slash, or its expression. A GRPCRoute's service and method are
    /// the path <c>/service/method</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>What became of it.</summary>
    public required CandidateVerdict Verdict { get; init; }

    /// <summary>The condition that decided: <c>method is GET, not POST</c>.</summary>
    public required string Reason { get; init; }
}

/// <summary>What became of a candidate.</summary>
public enum CandidateVerdict : byte
{
    /// <summary>One of its conditions does not hold.</summary>
    Refused = 0,

    /// <summary>It answers the request.</summary>
    Selected,

    /// <summary>One with precedence over it answers the request.</summary>
    NotReached,
}
