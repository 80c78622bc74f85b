using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Routing;

namespace Gatehouse.Hosting;

/// <summary>An address that is listened on.</summary>
/// <param name="Gateway">Namespace and name of the Gateway: <c>shop/edge</c>.</param>
/// <param name="Port">The declared port, 1 to 65535.</param>
/// <param name="Scheme">What is spoken on it.</param>
/// <param name="Address">The address and port that are really bound.</param>
public sealed record BoundListener(string Gateway, int Port, ListenerScheme Scheme, IPEndPoint Address);

/// <summary>What the gateway of this application serves now: for pages, checks and start-up messages.</summary>
public sealed class GatewayState
{
    private readonly SnapshotHolder _snapshots;
    private readonly ListenerRegistry _listeners;
    private ConfigReading? _lastReading;

    internal GatewayState(SnapshotHolder snapshots, ListenerRegistry listeners)
    {
        _snapshots = snapshots;
        _listeners = listeners;
    }

    /// <summary>The configuration that serves, compiled; generation 0 before the first.</summary>
    public TrafficSnapshot Snapshot => _snapshots.Current;

    /// <summary>
    /// What the source gave last, and everything that was found about it. Where the compiler refused it, an older one serves.
    /// <see langword="null"/> before the first.
    /// </summary>
    public ConfigReading? LastReading => Volatile.Read(ref _lastReading);

    /// <summary>The addresses that are listened on now, in the order of Gateways and ports; none once the server stops.</summary>
    public IReadOnlyList<BoundListener> Listeners => [.. _listeners.Bound().Select(Describe)];

    /// <summary>Opens and closes what a reading changed, and remembers it.</summary>
    internal void Take(ConfigReading reading, PublishOutcome outcome)
    {
        if (outcome != PublishOutcome.Refused)
        {
            // Also when nothing changed: a port that was taken the last time may be free now.
            _listeners.Apply(_snapshots.Current, reading.Diagnostics);
        }

        // Only now: readers see findings that nobody adds to any more.
        Volatile.Write(ref _lastReading, reading);
    }

    private BoundListener Describe(ListenerIdentity listener) => new(
        listener.Key.Gateway, listener.Key.Port, Snapshot.FindPort(listener.Key)?.Scheme ?? default, listener.Bound);
}
