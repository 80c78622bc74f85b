using System.Diagnostics;
using System.Globalization;

namespace Gatehouse.RateLimit.Benchmarks;

/// <summary>Four threads against three plans for some real seconds: what they are given, beside what they were to be given.</summary>
internal static class RealSeconds
{
    private const int Threads = 4;

    public static void Run(int seconds)
    {
        foreach (int rate in new[] { 1_000, 100, 10 })
        {
            Limiter limiter = Subjects.Plan(16, new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(rate), Burst = rate }).Limiters[0];
            LimitKey key = Subjects.Keys(1)[0];
            LimitClock clock = new(TimeProvider.System);
            long admitted = 0;
            long offered = 0;
            long start = Stopwatch.GetTimestamp();
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
            {
                while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
                {
                    bool isAdmitted = limiter.Charge(key, 1, clock.Now()).IsAdmitted;
                    Interlocked.Add(ref admitted, isAdmitted ? 1 : 0);
                    Interlocked.Increment(ref offered);
                }
            }))];
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double bound = rate + (rate * elapsed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rate}/s: admitted {admitted} of {offered} in {elapsed:F3} s; at most {bound:F1}; {100 * admitted / bound:F2} % of it: {(admitted <= bound ? "within" : "OVER")}"));
        }
    }
}
