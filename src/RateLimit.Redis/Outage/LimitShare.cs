namespace Gatehouse.RateLimit.Redis;

/// <summary>A limit divided by replicas, rounded down, but never below one permit.</summary>
internal static class LimitShare
{
    public static Limit Of(Limit limit, int replicas) => limit switch
    {
        TokenBucketLimit bucket => Of(bucket, replicas),
        SlidingWindowLimit window => window with { Permits = Part(window.Permits, replicas) },
        QuotaLimit quota => quota with { Permits = Part(quota.Permits, replicas) },
        ConcurrencyLimit concurrency => concurrency with { Permits = Part(concurrency.Permits, replicas) },
        _ => limit,
    };

    private static TokenBucketLimit Of(TokenBucketLimit bucket, int replicas)
    {
        // A share of 10 a second for three replicas is told in permits an hour: 12 000.
        long hours = CompiledLimit.TicksOfPeriod(RatePeriod.Hour) / CompiledLimit.TicksOfPeriod(bucket.Rate.Period);
        Rate rate = Rate.PerHour(Part(bucket.Rate.Permits * hours, replicas));
        long burst = Part(bucket.Burst ?? bucket.Rate.Permits, replicas);
        return bucket with { Rate = rate, Burst = Math.Min(burst, RateLimit.Limits.BurstTicksMax / CompiledLimit.TicksOfPermit(rate)) };
    }

    private static long Part(long permits, int replicas) => Math.Max(1, permits / replicas);
}
