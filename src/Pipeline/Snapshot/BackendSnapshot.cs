using Gatehouse.Resilience;

namespace Gatehouse.Pipeline;

/// <summary>A backend of a <see cref="TrafficSnapshot"/>. Immutable.</summary>
public sealed class BackendSnapshot
{
    private readonly UpstreamEndpoint[] _endpoints;

    internal BackendSnapshot(Backend source, UpstreamEndpoint[] endpoints)
    {
        Source = source;
        _endpoints = endpoints;
    }

    /// <inheritdoc cref="Backend.Id"/>
    public string Id => Source.Id;

    /// <inheritdoc cref="Backend.Protocol"/>
    public BackendProtocol Protocol => Source.Protocol;

    /// <inheritdoc cref="Backend.Tls"/>
    public BackendTls? Tls => Source.Tls;

    /// <summary>Its ready endpoints, ordered by authority, each once.</summary>
    public ReadOnlySpan<UpstreamEndpoint> Endpoints => _endpoints;

    internal Backend Source { get; }
}
