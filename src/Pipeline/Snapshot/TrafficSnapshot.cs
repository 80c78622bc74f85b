using System.Collections.Frozen;

namespace Gatehouse.Pipeline;

/// <summary>
/// A compiled configuration: everything one request needs, and nothing that changes. Take it once per request and
/// keep it to the end.
/// </summary>
public sealed class TrafficSnapshot
{
    private readonly PortSnapshot[] _ports;
    private readonly FrozenDictionary<PortKey, PortSnapshot> _portsByKey;

    internal TrafficSnapshot(
        long generation,
        string contentHash,
        PortSnapshot[] ports,
        FrozenDictionary<string, BackendSnapshot> backends,
        RateLimitTable rateLimits)
    {
        Generation = generation;
        ContentHash = contentHash;
        Backends = backends;
        RateLimits = rateLimits;
        _ports = ports;
        _portsByKey = ports.ToFrozenDictionary(static port => port.Key);
    }

    /// <summary>The snapshot before the first configuration: generation 0, serves nothing.</summary>
    public static TrafficSnapshot Empty { get; } = new(0, "", [], FrozenDictionary<string, BackendSnapshot>.Empty, RateLimitTable.Empty);

    /// <summary>Counts the configurations that went live, from 1.</summary>
    public long Generation { get; }

    /// <summary>
    /// SHA-256 of the configuration's canonical text, 64 hexadecimal digits in lower case: equal for equal
    /// configurations, in whatever order they were written. Empty for <see cref="Empty"/>.
    /// </summary>
    public string ContentHash { get; }

    /// <summary>The ports, ordered by Gateway and port.</summary>
    public ReadOnlySpan<PortSnapshot> Ports => _ports;

    /// <summary>The backends by id.</summary>
    public FrozenDictionary<string, BackendSnapshot> Backends { get; }

    /// <summary>The plans and customers.</summary>
    internal RateLimitTable RateLimits { get; }

    /// <summary>The port of that key; <see langword="null"/> where this configuration has none.</summary>
    public PortSnapshot? FindPort(PortKey key) => _portsByKey.GetValueOrDefault(key);
}
