using System.Diagnostics;
using System.Threading.RateLimiting;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.RateLimit.Benchmarks;

/// <summary>What is measured, ours and the peers', with rates that never refuse: a refusal is the cheaper answer.</summary>
internal static class Subjects
{
    public static PlanLimiter Plan(int keys, params ReadOnlySpan<Limit> limits)
    {
        DiagnosticBag diagnostics = new();
        PlanTable table = RateLimitCompiler.Compile([new Plan { Name = "bench", Limits = Primitives.ValueList.Create(limits) }], diagnostics);
        return diagnostics.HasErrors
            ? throw new InvalidOperationException(diagnostics.First().ToString())
            : new LimitRegistry(new LimitRegistryOptions { KeysPerLimiter = keys }).Adopt(table, default).Plans[0];
    }

    /// <summary>A bucket with room for every request of a run, so that it is always charged and never idle.</summary>
    public static TokenBucketLimit Bucket(string name = "second") => new() { Name = name, Rate = Rate.PerSecond(1_000), Burst = Limits.BurstMax };

    public static LimitKey[] Keys(int count)
    {
        LimitKey[] keys = new LimitKey[count];

        for (int i = 0; i < count; i++)
        {
            keys[i] = LimitKey.Of<char>($"customer-{i}", new UInt128(1, 2));
        }

        return keys;
    }

    /// <summary>Which key comes next: uniformly random, the same in every run.</summary>
    public static int[] Order(int keys, int length)
    {
        Random random = new(42);
        int[] order = new int[length];

        for (int i = 0; i < length; i++)
        {
            order[i] = random.Next(keys);
        }

        return order;
    }

    public static TokenBucketRateLimiterOptions PeerOptions => new()
    {
        TokenLimit = int.MaxValue,
        TokensPerPeriod = 1_000,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = false,
    };

    public static LimitTime Now() => new(Stopwatch.GetTimestamp(), DateTime.UnixEpoch.Ticks);
}
