using Gatehouse.Pipeline;
using Gatehouse.Resilience;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>Takes a configuration live in the host: snapshot first, then the sockets, then what the registries keep.</summary>
internal sealed class TrafficPublication(
    SnapshotPublisher publisher,
    GatewayState state,
    LoadBalancerRegistry balancers,
    TrafficMeters meters,
    ILogger<TrafficPublication> logger)
{
    private TrafficConfig? _served;

    /// <summary>Publishes a configuration and logs every finding. One caller at a time.</summary>
    internal PublishResult Publish(ConfigReading reading)
    {
        PublishResult result = publisher.Publish(reading);
        state.Take(reading, result.Outcome);

        if (result.Outcome != PublishOutcome.Refused)
        {
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
            ReloadLog.Published(logger, result.Current.Generation, ConfigDifference.Between(_served, reading.Config));
            _served = reading.Config;
        }
        else if (result.Outcome == PublishOutcome.KeptLastGood)
        {
            ReloadLog.KeptLastGood(logger, reading.Diagnostics.ErrorCount, result.Current.Generation);
        }
    }
}
