using FsCheck;
using FsCheck.Fluent;

namespace Gatehouse.RateLimit.Tests.Algorithms;

/// <summary>Requests in virtual time: how long after the one before, and at what cost.</summary>
public sealed record Traffic(Arrival[] Arrivals)
{
    public override string ToString() => string.Join(", ", Arrivals.Select(static arrival => $"+{arrival.After}:{arrival.Cost}"));
}

/// <summary>One request.</summary>
public sealed record Arrival(long After, int Cost);

public sealed record BucketCase(Rate Rate, long Burst, Traffic Traffic);

public sealed record WindowCase(long Permits, int Seconds, Traffic Traffic);

public sealed record QuotaCase(long Permits, QuotaPeriod Period, Traffic Traffic);

public sealed record LeaseCase(long Permits, int Seconds, LeaseStep[] Steps);

/// <summary>A permit is asked for, or the n-th that was given is given back.</summary>
public sealed record LeaseStep(long After, int? Release);

public static class TrafficCases
{
    private const long Second = Limits.TicksPerSecond;

    public static Arbitrary<BucketCase> Buckets() => (
        from permits in Gen.OneOf(Gen.Choose(1, 20), Gen.Elements(7, 999, 1_000, 1_001, 333_333, 9_999_991))
        from period in Gen.Elements(RatePeriod.Second, RatePeriod.Minute, RatePeriod.Hour)
        from wanted in Gen.OneOf(Gen.Choose(1, 5), Gen.Elements(100, 1_000_003))
        let burst = Math.Min(wanted, Limits.BurstTicksMax / CompiledLimit.TicksOfPermit(new Rate(permits, period)))
        let interval = Math.Max(1, CompiledLimit.TicksOfPeriod(period) / permits)
        from traffic in TrafficOf(interval, (int)Math.Min(burst + 1, 8))
        select new BucketCase(new Rate(permits, period), burst, traffic)).ToArbitrary();

    public static Arbitrary<WindowCase> Windows() => (
        from permits in Gen.OneOf(Gen.Choose(1, 12), Gen.Elements(1_000, 65_535))
        from seconds in Gen.Elements(1, 3, 60, 86_400)
        from traffic in TrafficOf(seconds * Second / Gen.Elements(1L, 3, 10).Sample(1, 1).First(), (int)Math.Min(permits + 1, 40_000))
        select new WindowCase(permits, seconds, traffic)).ToArbitrary();

    public static Arbitrary<QuotaCase> Quotas() => (
        from permits in Gen.Choose(1, 10)
        from period in Gen.Elements(QuotaPeriod.Hour, QuotaPeriod.Day, QuotaPeriod.Month)
        from traffic in TrafficOf(Second * (period switch { QuotaPeriod.Hour => 1_200, QuotaPeriod.Day => 9_000, _ => 300_000 }), 4)
        select new QuotaCase(permits, period, traffic)).ToArbitrary();

    public static Arbitrary<LeaseCase> Leases() => (
        from permits in Gen.Choose(1, 4)
        from seconds in Gen.Elements(1, 60)
        from steps in (from after in Intervals(seconds * Second / 3)
                       from release in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, 10).Select(static n => (int?)n))
                       select new LeaseStep(after, release)).ArrayOf(40)
        select new LeaseCase(permits, seconds, steps)).ToArbitrary();

    private static Gen<Traffic> TrafficOf(long interval, int costMax) =>
        (from after in Intervals(interval) from cost in Gen.Choose(1, costMax) select new Arrival(after, cost)).ArrayOf(60).Select(static all => new Traffic(all));

    // Bursts, about the interval, exactly around it, and long pauses.
    private static Gen<long> Intervals(long interval) => Gen.OneOf(
        Gen.Constant(0L),
        Gen.Elements(interval - 1, interval, interval + 1, 1L),
        Gen.Choose(0, 1_000_000).Select(share => (long)((Int128)interval * share / 500_000)),
        Gen.Elements(interval * 3, interval * 20));
}
