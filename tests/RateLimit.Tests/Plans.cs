using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.RateLimit.Tests;

/// <summary>Plans, limiters, keys and times that tests are about.</summary>
internal static class Plans
{
    /// <summary>A Tuesday noon, some way after the clock's origin.</summary>
    public static readonly LimitTime Noon = new(5 * Limits.TicksPerSecond, new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc).Ticks);

    public static LimitKey Key(string text = "a") => LimitKey.Of<char>(text, new UInt128(7, 11));

    public static LimitTime After(double seconds) => Noon.Add(TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)));

    public static LimitTime AtTicks(long ticks) => new(ticks, Noon.UtcTicks + ((ticks - Noon.Ticks) / TimeSpan.NanosecondsPerTick));

    public static TokenBucketLimit Bucket(Rate rate, long? burst = null) => new() { Name = "bucket", Rate = rate, Burst = burst };

    public static SlidingWindowLimit Window(long permits, double seconds = 10) =>
        new() { Name = "window", Permits = permits, Window = TimeSpan.FromSeconds(seconds) };

    public static QuotaLimit Quota(long permits, QuotaPeriod period = QuotaPeriod.Day) => new() { Name = "quota", Permits = permits, Period = period };

    public static ConcurrencyLimit Concurrent(long permits, double leaseSeconds = 10) =>
        new() { Name = "concurrent", Permits = permits, Lease = TimeSpan.FromSeconds(leaseSeconds) };

    public static PlanTable Compile(params ReadOnlySpan<Plan> plans)
    {
        DiagnosticBag diagnostics = new();
        PlanTable table = RateLimitCompiler.Compile(plans.ToArray(), diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join('\n', diagnostics));
        return table;
    }

    public static Plan Plan(params ReadOnlySpan<Limit> limits) => new() { Name = "free", Limits = ValueList.Create(limits) };

    public static CompiledLimit Compiled(Limit limit) => Compile(Plan(limit)).Plans[0].Limits[0];

    public static LimitRegistry Registry(int keys = 64) => new(new LimitRegistryOptions { KeysPerLimiter = keys, Seed = 42 });

    public static PlanLimiter PlanLimiter(params ReadOnlySpan<Limit> limits) => Registry().Adopt(Compile(Plan(limits)), Noon).Plans[0];

    public static Limiter Limiter(Limit limit, int keys = 64) => Registry(keys).Adopt(Compile(Plan(limit)), Noon).Plans[0].Limiters[0];

    /// <summary>How many of so many requests of one permit are admitted.</summary>
    public static int Admitted(this Limiter limiter, int requests, LimitTime now, LimitKey? key = null)
    {
        int admitted = 0;

        for (int i = 0; i < requests; i++)
        {
            admitted += limiter.Charge(key ?? Key(), 1, in now).IsAdmitted ? 1 : 0;
        }

        return admitted;
    }
}
