using System.Collections.Concurrent;

namespace Gatehouse.Resilience;

/// <summary>
/// The load balancers by backend. Their state outlives a reload: a backend that keeps its id keeps its turn.
/// </summary>
public sealed class LoadBalancerRegistry
{
    private readonly ConcurrentDictionary<string, ILoadBalancer> _balancers = new(StringComparer.Ordinal);

    /// <summary>How many backends have one.</summary>
    public int Count => _balancers.Count;

    /// <summary>The load balancer of a backend, made at its first request.</summary>
    public ILoadBalancer For(string backendId) => _balancers.GetOrAdd(backendId, static _ => new RoundRobinLoadBalancer());

    /// <summary>
    /// Drops the load balancers of backends that are gone. A request that began before may make one anew; the next
    /// call drops it.
    /// </summary>
    /// <param name="isLive">Whether a backend of that id still exists.</param>
    public void Retain(Func<string, bool> isLive)
    {
        foreach (string id in _balancers.Keys)
        {
            if (!isLive(id))
            {
                _balancers.TryRemove(id, out _);
            }
        }
    }
}
