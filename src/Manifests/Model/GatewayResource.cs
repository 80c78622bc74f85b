using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>What has listeners: a Gateway or a ListenerSet.</summary>
internal abstract record ListenerOwner : Resource
{
    public ValueList<GatewayListener> Listeners { get; init; }
}

/// <summary>A Gateway (Gateway API v1).</summary>
internal sealed record GatewayResource : ListenerOwner
{
    public override string Kind => KindNames.Gateway;

    public required string ClassName { get; init; }

    public ValueList<GatewayAddress> Addresses { get; init; }

    /// <summary>Which ListenerSets may attach.</summary>
    public NamespaceRule AllowedListeners { get; init; } = NamespaceRule.None;

    /// <summary>Whether its infrastructure asks for parameters; there are none to be had.</summary>
    public bool HasParameters { get; init; }

    public GatewayTls Tls { get; init; } = new();
}

/// <summary>A ListenerSet (Gateway API v1): listeners that somebody else than the Gateway's owner adds to it.</summary>
internal sealed record ListenerSetResource : ListenerOwner
{
    public override string Kind => KindNames.ListenerSet;

    public required ObjectReference ParentRef { get; init; }
}

/// <summary>A listener as it is written; whether its protocol is served is decided when translating.</summary>
internal sealed record GatewayListener
{
    public required string Name { get; init; }

    public string? Hostname { get; init; }

    public required int Port { get; init; }

    public required string Protocol { get; init; }

    public AllowedRoutes AllowedRoutes { get; init; } = new();

    public ListenerTls? Tls { get; init; }
}

/// <summary>Which routes may attach to a listener.</summary>
internal sealed record AllowedRoutes
{
    public NamespaceRule Namespaces { get; init; } = NamespaceRule.Same;

    /// <summary>Empty: every kind that the protocol allows.</summary>
    public ValueList<RouteKind> Kinds { get; init; }
}

internal readonly record struct RouteKind(string Group, string Kind);

/// <summary>An address that a Gateway asks for.</summary>
/// <param name="Type">IPAddress, Hostname or an implementation's own type.</param>
/// <param name="Value">The address; <see langword="null"/> where the gateway may choose.</param>
internal sealed record GatewayAddress(string Type, string? Value)
{
    public const string IpAddressType = "IPAddress";
}
