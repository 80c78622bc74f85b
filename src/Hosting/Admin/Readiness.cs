using Gatehouse.Pipeline;
using Microsoft.Extensions.Hosting;

namespace Gatehouse.Hosting;

/// <summary>How far the gateway is. Zero is the safe answer: do not send requests.</summary>
internal enum ReadinessPhase : byte
{
    /// <summary>Nothing serves yet.</summary>
    Starting = 0,

    /// <summary>A configuration serves and its listeners are open.</summary>
    Ready,

    /// <summary>The host stops: what is under way ends, nothing new is taken.</summary>
    Draining,
}

/// <summary>Whether requests should be sent here.</summary>
internal sealed class Readiness(SnapshotHolder snapshots, IHostApplicationLifetime lifetime)
{
    internal ReadinessPhase Phase
    {
        get
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                return ReadinessPhase.Draining;
            }

            // The snapshot comes before the server that takes its connections.
            return lifetime.ApplicationStarted.IsCancellationRequested && snapshots.Current.Generation > 0
                ? ReadinessPhase.Ready
                : ReadinessPhase.Starting;
        }
    }
}
