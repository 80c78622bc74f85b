using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit.Benchmarks;

/// <summary>
/// One quick table beside the goals: every subject in turn, a batch each, many rounds, so that a noisy moment hits all of
/// them. Prints the fastest batch and the median, as the figures that the goals were set by.
/// </summary>
internal static class Goals
{
    private const int Rounds = 101;
    private const int BatchMs = 2;
    private const int OrderLength = 1 << 22;
    private const int Million = 1_000_000;

    private static readonly LimitTime Fixed = new(Limits.TicksPerSecond, DateTime.UnixEpoch.Ticks);

    public static void Run(bool withTenMillion)
    {
        if (withTenMillion)
        {
            List<(string, Func<int, int>)> ten = [];
            AddKeys(ten, 10 * Million, "10^7 random keys");
            Measure(ten);
            return;
        }

        List<(string, Func<int, int>)> subjects = [];
        AddHot(subjects);
        AddKeys(subjects, Million, "10^6 random keys");
        AddPartitioned(subjects, Million);
        Measure(subjects);
        MeasureThreads();
    }

    private static void AddHot(List<(string, Func<int, int>)> subjects)
    {
        LimitKey key = Subjects.Keys(1)[0];
        long word = 0;
        subjects.Add(("limit: compare-and-swap of a long", n =>
        {
            for (int i = 0; i < n; i++)
            {
                long seen = Volatile.Read(ref word);
                Interlocked.CompareExchange(ref word, seen + 1, seen);
            }

            return (int)word;
        }
        ));

        AddHot(subjects, "hot bucket", key, Subjects.Bucket());
        AddHot(subjects, "hot sliding window", key, new SlidingWindowLimit { Name = "hour", Permits = 4_000_000, Window = TimeSpan.FromHours(1) }, resets: true);
        AddHot(subjects, "hot quota", key, new QuotaLimit { Name = "month", Permits = Limits.QuotaPermitsMax, Period = QuotaPeriod.Month });
        Limiter refusing = Subjects.Plan(16, new TokenBucketLimit { Name = "one", Rate = Rate.PerHour(1) }).Limiters[0];
        subjects.Add(("hot bucket, refused", n => Repeat(n, refusing, key)));

        Limiter concurrency = Subjects.Plan(16, new ConcurrencyLimit { Name = "concurrent", Permits = 100 }).Limiters[0];
        subjects.Add(("hot concurrency, taken and released", n =>
        {
            int admitted = 0;
            for (int i = 0; i < n; i++)
            {
                LimitDecision decision = concurrency.Charge(key, 1, in Fixed);
                concurrency.Release(key, in decision, in Fixed);
                admitted += decision.IsAdmitted ? 1 : 0;
            }

            return admitted;
        }
        ));

        PlanLimiter plan = Subjects.Plan(16, Subjects.Bucket(), new QuotaLimit { Name = "month", Permits = Limits.QuotaPermitsMax, Period = QuotaPeriod.Month });
        subjects.Add(("hot plan: bucket and quota, all or none", n =>
        {
            int admitted = 0;
            LimitDecisions decisions = default;
            for (int i = 0; i < n; i++)
            {
                admitted += plan.Charge(key, 1, in Fixed, ref decisions).IsAdmitted ? 1 : 0;
            }

            return admitted;
        }
        ));

        LimitRegistry registry = new();
        Limiter named = Subjects.Plan(16, Subjects.Bucket()).Limiters[0];
        subjects.Add(("hot bucket, key hashed from 24 characters", n =>
        {
            int admitted = 0;
            for (int i = 0; i < n; i++)
            {
                admitted += named.Charge(registry.KeyOf<char>("customer-0123456789abcde"), 1, in Fixed).IsAdmitted ? 1 : 0;
            }

            return admitted;
        }
        ));

        TokenBucketRateLimiter peer = new(Subjects.PeerOptions);
        subjects.Add(("TokenBucketRateLimiter, manual refill", n =>
        {
            int admitted = 0;
            for (int i = 0; i < n; i++)
            {
                using RateLimitLease lease = peer.AttemptAcquire();
                admitted += lease.IsAcquired ? 1 : 0;
            }

            return admitted;
        }
        ));
    }

    private static void AddHot(List<(string, Func<int, int>)> subjects, string name, LimitKey key, Limit limit, bool resets = false)
    {
        Limiter limiter = Subjects.Plan(16, limit).Limiters[0];
        long hours = 0;

        // A limit that would fill up is looked at in another window every batch.
        subjects.Add((name, n => Repeat(n, limiter, key, resets ? Fixed.Add(TimeSpan.FromHours(2 * ++hours)) : Fixed)));
    }

    private static void AddKeys(List<(string, Func<int, int>)> subjects, int count, string name)
    {
        LimitKey[] keys = Subjects.Keys(count);
        int[] order = Subjects.Order(count, OrderLength);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Limiter limiter = Subjects.Plan(count, Subjects.Bucket()).Limiters[0];
        long start = Stopwatch.GetTimestamp();

        foreach (LimitKey key in keys)
        {
            limiter.Charge(key, 1, in Fixed);
        }

        double insert = Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {kept / (double)count:F1} B a key kept, {insert:F0} ns to add one, {limiter.Statistics.SharedCharges} without room"));

        // The keys are read from an array in random order as well: that costs a cache miss which is not the limiter's. Packed in
        // the order of use they come by themselves, as a request's key comes with the request.
        LimitKey[] packed = [.. order.Select(i => keys[i])];
        int next = 0;
        subjects.Add((name, n =>
        {
            int admitted = 0;
            for (int i = 0; i < n; i++)
            {
                admitted += limiter.Charge(packed[next++ & (OrderLength - 1)], 1, in Fixed).IsAdmitted ? 1 : 0;
            }

            return admitted;
        }
        ));
        subjects.Add(($"{name}, own timestamp each", n =>
        {
            int admitted = 0;
            for (int i = 0; i < n; i++)
            {
                admitted += limiter.Charge(packed[next++ & (OrderLength - 1)], 1, Subjects.Now()).IsAdmitted ? 1 : 0;
            }

            return admitted;
        }
        ));

        long[] words = new long[count * 5];
        subjects.Add(($"limit: random read and compare-and-swap in {count * 40 / Million} MB", n =>
        {
            for (int i = 0; i < n; i++)
            {
                ref long word = ref words[(int)(packed[next++ & (OrderLength - 1)].GetHashCode() & 0x7FFF_FFFF) % words.Length];
                long seen = Volatile.Read(ref word);
                Interlocked.CompareExchange(ref word, seen + 1, seen);
            }

            return next;
        }
        ));
    }

    private static void AddPartitioned(List<(string, Func<int, int>)> subjects, int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(static i => $"customer-{i}")];
        int[] order = Subjects.Order(count, OrderLength);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        PartitionedRateLimiter<string> peer = PartitionedRateLimiter.Create<string, string>(
            static name => RateLimitPartition.GetTokenBucketLimiter(name, static _ => Subjects.PeerOptions));
        long start = Stopwatch.GetTimestamp();

        foreach (string name in names)
        {
            peer.AttemptAcquire(name).Dispose();
        }

        double insert = Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PartitionedRateLimiter<string>, 10^6 keys: {kept / (double)count:F1} B a key kept, {insert:F0} ns to add one"));
        int next = 0;
        subjects.Add(("PartitionedRateLimiter<string> + token buckets, 10^6 random keys", n =>
        {
            int admitted = 0;
            for (int i = 0; i < n; i++)
            {
                using RateLimitLease lease = peer.AttemptAcquire(names[order[next++ & (OrderLength - 1)]]);
                admitted += lease.IsAcquired ? 1 : 0;
            }

            return admitted;
        }
        ));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Repeat(int n, Limiter limiter, LimitKey key) => Repeat(n, limiter, key, Fixed);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Repeat(int n, Limiter limiter, LimitKey key, LimitTime now)
    {
        int admitted = 0;
        for (int i = 0; i < n; i++)
        {
            admitted += limiter.Charge(key, 1, in now).IsAdmitted ? 1 : 0;
        }

        return admitted;
    }

    private static void Measure(List<(string Name, Func<int, int> Batch)> subjects)
    {
        int[] sizes = new int[subjects.Count];
        double[][] times = [.. subjects.Select(static _ => new double[Rounds])];
        long[] bytes = new long[subjects.Count];

        for (int i = 0; i < subjects.Count; i++)
        {
            // Warm up well past the JIT's last tier, then size the batch.
            for (int k = 0; k < 100; k++)
            {
                subjects[i].Batch(2_000);
            }

            long start = Stopwatch.GetTimestamp();
            subjects[i].Batch(10_000);
            sizes[i] = Math.Max(1_000, (int)(10_000 * BatchMs / Math.Max(0.001, Stopwatch.GetElapsedTime(start).TotalMilliseconds)));
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < subjects.Count; i++)
            {
                // One untimed pass: the others have just had the cache.
                subjects[i].Batch(4_096);
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                subjects[i].Batch(sizes[i]);
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / sizes[i];
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / sizes[i];
            }
        }

        Console.WriteLine("| subject | min ns | median ns | B/op |\n| --- | --- | --- | --- |");

        for (int i = 0; i < subjects.Count; i++)
        {
            Array.Sort(times[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {subjects[i].Name} | {times[i][0]:F1} | {times[i][Rounds / 2]:F1} | {bytes[i]} |"));
        }
    }

    // Two threads that never meet in a key, against one of them alone, in turn; the best of both over all rounds.
    private static void MeasureThreads()
    {
        const int Count = 1 << 20;
        const int ThreadRounds = 15;
        LimitKey[] keys = Subjects.Keys(Million);
        Limiter limiter = Subjects.Plan(Million, Subjects.Bucket()).Limiters[0];

        foreach ((string name, int distinct, int times) in new[] { ("hot keys of their own", 1, 10), ("10^6 random keys", Million / 2, 1) })
        {
            LimitKey[][] work = [.. Enumerable.Range(0, 2).Select(thread =>
                Subjects.Order(distinct, Count).Select(i => keys[(thread * (Million / 2)) + i]).ToArray())];
            double one = double.MaxValue;
            double two = double.MaxValue;

            for (int round = 0; round < ThreadRounds; round++)
            {
                one = Math.Min(one, Together(limiter, work[..1], times));
                two = Math.Min(two, Together(limiter, work, times));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two threads, {name}: {2 * one / two:F2}x of one"));
        }
    }

    private static double Together(Limiter limiter, LimitKey[][] work, int times)
    {
        using Barrier barrier = new(work.Length);
        long[] starts = new long[work.Length];
        long[] ends = new long[work.Length];
        Thread[] threads = [.. work.Select((keys, index) => new Thread(() =>
        {
            barrier.SignalAndWait();
            starts[index] = Stopwatch.GetTimestamp();

            for (int time = 0; time < times; time++)
            {
                foreach (LimitKey key in keys)
                {
                    limiter.Charge(key, 1, in Fixed);
                }
            }

            ends[index] = Stopwatch.GetTimestamp();
        }))];

        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        return ends.Max() - starts.Min();
    }
}
