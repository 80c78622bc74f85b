namespace Gatehouse.RateLimit;

/// <summary>Every bound of this package. What is over one is a diagnostic when compiling, or refused.</summary>
public static class Limits
{
    /// <summary>The unit of time of all arithmetic: nanoseconds.</summary>
    public const long TicksPerSecond = 1_000_000_000;

    /// <summary>The latest time a limiter understands, in nanoseconds since the clock's origin: 9.1 years.</summary>
    public const long TicksMax = (1L << 58) - 1;

    /// <summary>The longest that an empty token bucket may take to fill, in nanoseconds: 4.5 years.</summary>
    public const long BurstTicksMax = (1L << 57) - 1;

    /// <summary>The fastest rate, in permits a second. A permit is rounded up to a nanosecond, so this one loses at most 1 %.</summary>
    public const long RatePerSecondMax = 10_000_000;

    /// <summary>The largest burst, in permits.</summary>
    public const int BurstMax = 1_000_000_000;

    /// <summary>The largest quota of a calendar period, in permits.</summary>
    public const long QuotaPermitsMax = (1L << 38) - 1;

    /// <summary>The shortest sliding window and the shortest lease, in seconds.</summary>
    public const int WindowSecondsMin = 1;

    /// <summary>The longest sliding window and the longest lease, in seconds: 31 days.</summary>
    public const int WindowSecondsMax = 31 * 86_400;

    /// <summary>The longest name of a plan or limit, in characters.</summary>
    public const int NameLengthMax = 64;

    /// <summary>Plans of one configuration.</summary>
    public const int PlansMax = 1_024;

    /// <summary>Limits of one plan, and limits that one request is charged against at once.</summary>
    public const int LimitsPerRequestMax = 8;

    /// <summary>Limiters that no plan names any more, kept until their levels no longer matter, so that a plan that comes back is not refilled.</summary>
    public const int RetiredLimitersMax = 1_024;

    /// <summary>The most keys that a limiter can be told to have room for.</summary>
    public const int KeysPerLimiterMax = 100_000_000;

    /// <summary>Buckets of one chain of a key table: 40 keys whose hashes fall together, where four are expected.</summary>
    public const int BucketsPerChainMax = 8;
}
