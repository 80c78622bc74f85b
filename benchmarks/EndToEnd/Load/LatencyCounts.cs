using System.Diagnostics;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>How often each latency was seen, in steps of 10 microseconds up to a second; the last step holds all beyond.</summary>
internal sealed class LatencyCounts
{
    private const int StepUs = 10;

    private readonly long[] _counts = new long[1_000_000 / StepUs];
    private long _count;

    internal long Count => Volatile.Read(ref _count);

    internal void Add(long ticks)
    {
        long step = (long)(ticks * (1_000_000.0 / Stopwatch.Frequency)) / StepUs;
        Interlocked.Increment(ref _counts[Math.Min(step, _counts.Length - 1)]);
        Interlocked.Increment(ref _count);
    }

    /// <summary>The latency that a share of all answers kept within, in microseconds.</summary>
    internal double Percentile(double share)
    {
        long left = (long)Math.Ceiling(Count * share);

        for (int step = 0; step < _counts.Length; step++)
        {
            left -= _counts[step];

            if (left <= 0)
            {
                return (step + 1) * StepUs;
            }
        }

        return _counts.Length * StepUs;
    }
}
