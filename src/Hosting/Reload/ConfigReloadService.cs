using Gatehouse.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>Reads the configuration before the host has started, and again whenever it may have changed.</summary>
internal sealed class ConfigReloadService(
    IConfigSource source,
    TrafficPublication publication,
    TimeProvider time,
    ILogger<ConfigReloadService> logger) : BackgroundService
{
    // A source that fails at once would otherwise be asked in a tight loop.
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        ConfigReading reading = await source.ReadAsync(cancellationToken);
        publication.Publish(reading);

        // Errors of the listeners count too: a gateway that cannot bind its ports has not started.
        if (reading.Diagnostics.HasErrors)
        {
            throw new ConfigurationRefusedException(reading.Diagnostics);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await source.WaitForChangeAsync(stoppingToken);
                publication.Publish(await source.ReadAsync(stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The border to whatever source the host was given: its failure must not end the gateway.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                ReloadLog.ReadFailed(logger, failure);
                await Task.Delay(RetryPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
