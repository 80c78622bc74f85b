using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>The status of a Gateway of ours.</summary>
public sealed record GatewayStatus : ObjectStatus
{
    /// <summary>The addresses it asked for and has. Where it asked for none, whoever binds the ports adds what it got.</summary>
    public ValueList<GatewayStatusAddress> Addresses { get; init; }

    /// <summary>Accepted, Programmed, ResolvedRefs and, while it is so, InsecureFrontendValidationMode.</summary>
    public ValueList<Condition> Conditions { get; init; }

    /// <summary>Its own listeners, in their order, at most 64.</summary>
    public ValueList<ListenerStatus> Listeners { get; init; }

    /// <summary>How many accepted ListenerSets add listeners to it.</summary>
    public int AttachedListenerSets { get; init; }
}

/// <summary>The status of a ListenerSet whose Gateway is one of ours.</summary>
public sealed record ListenerSetStatus : ObjectStatus
{
    /// <summary>Accepted and Programmed.</summary>
    public ValueList<Condition> Conditions { get; init; }

    /// <summary>Its listeners, in their order, at most 64; none where the Gateway does not allow the set.</summary>
    public ValueList<ListenerStatus> Listeners { get; init; }
}

/// <summary>An address of a Gateway.</summary>
/// <param name="Type">Always <c>IPAddress</c> so far.</param>
/// <param name="Value">The address.</param>
public sealed record GatewayStatusAddress(string Type, string Value);

/// <summary>The status of a listener.</summary>
public sealed record ListenerStatus
{
    /// <summary>The listener's name.</summary>
    public required string Name { get; init; }

    /// <summary>The kinds of routes that may attach.</summary>
    public ValueList<SupportedKind> SupportedKinds { get; init; }

    /// <summary>How many accepted routes are attached, whether or not the listener itself is served.</summary>
    public int AttachedRoutes { get; init; }

    /// <summary>Accepted, Programmed, ResolvedRefs, Conflicted and, while it is so, OverlappingTLSConfig.</summary>
    public ValueList<Condition> Conditions { get; init; }
}

/// <summary>A kind of route.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Kind">Its name.</param>
public sealed record SupportedKind(string Group, string Kind);
