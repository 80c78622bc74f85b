using System.Diagnostics.Metrics;

namespace Gatehouse.RateLimit.Redis;

/// <summary>What is counted for everybody who listens to the meter of this package.</summary>
internal static class RedisMeter
{
    private static readonly Meter Meter = new("Gatehouse.RateLimit.Redis");

    public static readonly Counter<long> RoundTrips = Meter.CreateCounter<long>(
        "gatehouse.ratelimit.redis.round_trips", "{round_trip}", "Scripts that were sent to the store.");

    public static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "gatehouse.ratelimit.redis.failures", "{failure}", "Scripts that failed or were not answered in time.");

    public static readonly UpDownCounter<int> Outages = Meter.CreateUpDownCounter<int>(
        "gatehouse.ratelimit.redis.outages", "{store}", "Stores that are not asked at present, because they do not answer.");
}
