using Gatehouse.Pipeline;
using Gatehouse.Resilience;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>Takes a configuration live in the host: snapshot first, then the sockets, then what the registries keep.</summary>
internal sealed class TrafficPublication(
    SnapshotPublisher publisher,
    ListenerRegistry listeners,
    LoadBalancerRegistry balancers,
    TrafficMeters meters,
    ILogger<TrafficPublication> logger)
{
    /// <summary>Publishes a configuration and logs every finding.</summary>
    internal PublishResult Publish(ConfigReading reading)
    {
        PublishResult result = publisher.Publish(reading);

        if (result.Outcome != PublishOutcome.Refused)
        {
            // Also when nothing changed: a port that was taken the last time may be free now.
            listeners.Apply(result.Current, reading.Diagnostics);
            balancers.Retain(result.Current.Backends.ContainsKey);
        }

        meters.Reloaded(result.Outcome);
        ReloadLog.Diagnostics(logger, reading.Diagnostics);
        Say(result, reading);
        return result;
    }

    private void Say(PublishResult result, ConfigReading reading)
    {
        if (result.Outcome == PublishOutcome.Published)
        {
            ReloadLog.Published(logger, result.Current.Generation);
        }
        else if (result.Outcome == PublishOutcome.KeptLastGood)
        {
            ReloadLog.KeptLastGood(logger, reading.Diagnostics.ErrorCount, result.Current.Generation);
        }
    }
}
