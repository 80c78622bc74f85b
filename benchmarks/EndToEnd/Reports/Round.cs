namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>One measurement of one target.</summary>
/// <param name="Load">What the load generator saw.</param>
/// <param name="CpuUs">CPU time of the target a request, in microseconds.</param>
/// <param name="AllocatedBytes">Bytes the target allocated a request; 0 where it does not say.</param>
internal readonly record struct Round(LoadResult Load, double CpuUs, double AllocatedBytes)
{
    /// <summary>Loads a target for some time.</summary>
    internal static async Task<Round> MeasureAsync(Target target, LoadGenerator load, int seconds, CancellationToken cancellationToken)
    {
        long allocated = await target.AllocatedAsync(cancellationToken);
        long cpu = target.CpuMicroseconds;
        LoadResult result = await load.RunAsync(target.Port, seconds, cancellationToken);
        double requests = Math.Max(1, result.Requests);
        double cpuUs = (target.CpuMicroseconds - cpu) / requests;
        return new Round(result, cpuUs, (await target.AllocatedAsync(cancellationToken) - allocated) / requests);
    }
}
