namespace Gatehouse.RateLimit.Redis;

/// <summary>Every bound of this package. An option outside its range is refused when the store is made.</summary>
public static class Limits
{
    /// <summary>The longest <see cref="RedisLimitOptions.KeyPrefix"/>, in characters.</summary>
    public const int KeyPrefixLengthMax = 64;

    /// <summary>The shortest <see cref="RedisLimitOptions.Secret"/>, in characters.</summary>
    public const int SecretLengthMin = 16;

    /// <summary>The most <see cref="RedisLimitOptions.Replicas"/>.</summary>
    public const int ReplicasMax = 10_000;

    /// <summary>The longest <see cref="RedisLimitOptions.TimeoutMs"/>, in milliseconds.</summary>
    public const int TimeoutMsMax = 10_000;

    /// <summary>The most <see cref="RedisLimitOptions.BreakerFailures"/>.</summary>
    public const int BreakerFailuresMax = 1_000;

    /// <summary>The longest <see cref="RedisLimitOptions.BreakerOpenMs"/>, in milliseconds.</summary>
    public const int BreakerOpenMsMax = 60_000;

    /// <summary>The largest <see cref="RedisLimitOptions.LeaseBlock"/>, in permits.</summary>
    public const int LeaseBlockMax = 1_000_000;

    /// <summary>The shortest <see cref="RedisLimitOptions.LeaseMs"/>, in milliseconds.</summary>
    public const int LeaseMsMin = 10;

    /// <summary>The longest <see cref="RedisLimitOptions.LeaseMs"/>, in milliseconds.</summary>
    public const int LeaseMsMax = 60_000;

    /// <summary>The most <see cref="RedisLimitOptions.LeasesMax"/>.</summary>
    public const int LeasesMax = 10_000_000;

    /// <summary>How often a request waits for a block that others may spend before it does; then it is decided strictly.</summary>
    public const int LeaseWaitsMax = 2;

    /// <summary>Permits that a process lets others use of a limit at least: its blocks hold at most this share, divided by the replicas.</summary>
    public const int LeaseShare = 2;

    /// <summary>A block is filled up when less than this part of it is left.</summary>
    public const int RefillPart = 4;

    /// <summary>Keys for which a process counts by itself while the store is away, for each limit.</summary>
    public const int LocalKeysMax = 100_000;
}
