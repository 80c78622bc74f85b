using System.Collections.Frozen;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>One port of a <see cref="TrafficSnapshot"/>: where it listens and what it does with a request. Immutable.</summary>
public sealed class PortSnapshot
{
    private readonly FrozenDictionary<string, BackendSnapshot> _backends;

    internal PortSnapshot(
        GatewayPort port, RouteTable table, PortTls? tls, FrozenDictionary<string, BackendSnapshot> backends, PortRateLimits? rateLimits)
    {
        Key = new PortKey(port.Gateway, port.Port);
        Addresses = port.Addresses;
        Scheme = port.Scheme;
        Table = table;
        Tls = tls;
        RateLimits = rateLimits;
        _backends = backends;
    }

    /// <summary>Its Gateway and declared port.</summary>
    public PortKey Key { get; }

    /// <inheritdoc cref="GatewayPort.Addresses"/>
    public ValueList<string> Addresses { get; }

    /// <inheritdoc cref="GatewayPort.Scheme"/>
    public ListenerScheme Scheme { get; }

    /// <summary>Its routes.</summary>
    public RouteTable Table { get; }

    /// <summary>How TLS is terminated; <see langword="null"/> where the port speaks cleartext.</summary>
    internal PortTls? Tls { get; }

    /// <summary>Whether a rate limit concerns requests of this port: <see cref="TrafficPipeline"/> needs <see cref="RequestLimits"/> then.</summary>
    public bool HasRateLimits => RateLimits is not null;

    /// <summary>Its rate limits; <see langword="null"/> where it has none.</summary>
    internal PortRateLimits? RateLimits { get; }

    internal BackendSnapshot? FindBackend(string id) => _backends.GetValueOrDefault(id);
}
