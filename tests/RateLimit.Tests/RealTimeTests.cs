using System.Diagnostics;

namespace Gatehouse.RateLimit.Tests;

/// <summary>Real threads and a real clock. What is asserted holds however busy the machine is.</summary>
public class RealTimeTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(100)]
    [InlineData(10)]
    public void Over_a_real_second_no_more_than_burst_and_rate_times_elapsed_is_admitted(int rate)
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerSecond(rate), rate));
        LimitClock clock = new(TimeProvider.System);
        int admitted = 0;
        long start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1))
            {
                Interlocked.Add(ref admitted, limiter.Charge(Plans.Key(), 1, clock.Now()).IsAdmitted ? 1 : 0);
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());

        Assert.InRange(admitted, rate, rate + (rate * Stopwatch.GetElapsedTime(start).TotalSeconds));
    }

    // Ten seconds of four threads in virtual time, each offering ten times the rate: all of it is given.
    [Theory]
    [InlineData(1_000)]
    [InlineData(100)]
    [InlineData(10)]
    public void Where_enough_is_offered_all_of_it_is_admitted(int rate)
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerSecond(rate), rate));
        int admitted = 0;

        for (int i = 0; i <= 10 * 40 * rate; i++)
        {
            admitted += limiter.Charge(Plans.Key(), 1, Plans.AtTicks(Plans.Noon.Ticks + (i * Limits.TicksPerSecond / (40 * rate)))).IsAdmitted ? 1 : 0;
        }

        Assert.Equal(rate + (10 * rate), admitted);
    }
}
