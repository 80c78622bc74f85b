namespace Gatehouse.Resilience;

/// <summary>Each endpoint in turn.</summary>
public sealed class RoundRobinLoadBalancer : ILoadBalancer
{
    private uint _turn = uint.MaxValue;

    /// <inheritdoc/>
    public UpstreamEndpoint? Pick(ReadOnlySpan<UpstreamEndpoint> endpoints) =>
        endpoints.IsEmpty ? null : endpoints[(int)(Interlocked.Increment(ref _turn) % (uint)endpoints.Length)];
}
