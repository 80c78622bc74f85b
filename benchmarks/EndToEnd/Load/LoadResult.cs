namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>What a load generator saw in one round.</summary>
/// <param name="Requests">Answers of status 200.</param>
/// <param name="Errors">Everything else: other answers, broken or refused connections, timeouts.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="P50Us">Half of the answers came within so many microseconds.</param>
/// <param name="P99Us">99 of 100 answers came within so many microseconds.</param>
internal readonly record struct LoadResult(long Requests, long Errors, double Seconds, double P50Us, double P99Us)
{
    internal double RequestsPerSecond => Requests / Seconds;
}
