using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>A Gateway (Gateway API v1).</summary>
internal sealed record GatewayResource : Resource
{
    public override string Kind => KindNames.Gateway;

    public required string ClassName { get; init; }

    public ValueList<GatewayListener> Listeners { get; init; }

    public ValueList<GatewayAddress> Addresses { get; init; }
}

/// <summary>A listener as it is written; whether its protocol is served is decided when translating.</summary>
internal sealed record GatewayListener
{
    public required string Name { get; init; }

    public string? Hostname { get; init; }

    public required int Port { get; init; }

    public required string Protocol { get; init; }

    public AllowedRoutes AllowedRoutes { get; init; } = new();
}

/// <summary>Which routes may attach to a listener.</summary>
internal sealed record AllowedRoutes
{
    public NamespacesFrom From { get; init; } = NamespacesFrom.Same;

    /// <summary>Empty: every kind that the protocol allows.</summary>
    public ValueList<RouteKind> Kinds { get; init; }
}

/// <summary>The namespaces whose routes may attach (Gateway API, FromNamespaces). Zero allows none.</summary>
internal enum NamespacesFrom : byte
{
    None = 0,
    Same,
    Selector,
    All,
}

internal readonly record struct RouteKind(string Group, string Kind);

/// <summary>An address that a Gateway asks for.</summary>
/// <param name="Type">IPAddress, Hostname or an implementation's own type.</param>
/// <param name="Value">The address; <see langword="null"/> where the gateway may choose.</param>
internal sealed record GatewayAddress(string Type, string? Value)
{
    public const string IpAddressType = "IPAddress";
}
