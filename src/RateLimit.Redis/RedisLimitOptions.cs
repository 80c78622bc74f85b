namespace Gatehouse.RateLimit.Redis;

/// <summary>What a host sets for limits on Redis. They hold for the life of the store.</summary>
public sealed class RedisLimitOptions
{
    /// <summary>
    /// Where the server is, in StackExchange.Redis' words: <c>redis-a:6379,redis-b:6379,ssl=true</c>. Only
    /// <c>AddGatehouseRedisLimits</c> reads it; a store that is made by hand gets its connection.
    /// </summary>
    public string Configuration { get; set; } = "127.0.0.1:6379";

    /// <summary>What every key begins with, so that configurations that are not to share their levels do not. Letters, digits and the like; no braces.</summary>
    public string KeyPrefix { get; set; } = "gatehouse";

    /// <summary>
    /// The secret that customers' ids are hashed under, the same for all replicas, at least <see cref="Limits.SecretLengthMin"/>
    /// characters. <see langword="null"/>: the host sets <see cref="LimitRegistryOptions.Seed"/> itself.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>How many processes share the limits, at most <see cref="Limits.ReplicasMax"/>: a local share is one part of so many.</summary>
    public int Replicas { get; set; } = 1;

    /// <summary>How long the server may take to answer, in milliseconds, from 1 to <see cref="Limits.TimeoutMsMax"/>.</summary>
    public int TimeoutMs { get; set; } = 50;

    /// <summary>After so many failures in a row, from 1 to <see cref="Limits.BreakerFailuresMax"/>, the server is not asked for a while.</summary>
    public int BreakerFailures { get; set; } = 5;

    /// <summary>How long until it is tried again, by one probe, in milliseconds from 1 to <see cref="Limits.BreakerOpenMsMax"/>.</summary>
    public int BreakerOpenMs { get; set; } = 1_000;

    /// <summary>
    /// How many permits of a key and limit a process holds at most in <see cref="RemoteMode.Lease"/>, from 1 to
    /// <see cref="Limits.LeaseBlockMax"/>; never more than half of the limit divided by the replicas, so that nobody starves others. All
    /// processes together can exceed a limit by at most replicas × block.
    /// </summary>
    public int LeaseBlock { get; set; } = 1_000;

    /// <summary>
    /// How long a block is kept for a key that nobody asks about, in milliseconds from <see cref="Limits.LeaseMsMin"/> to
    /// <see cref="Limits.LeaseMsMax"/>; after at most twice as long it is given back. Blocks grow while one is spent within this time.
    /// </summary>
    public int LeaseMs { get; set; } = 1_000;

    /// <summary>For how many keys and limits blocks are held at most, up to <see cref="Limits.LeasesMax"/>; keys beyond are decided strictly.</summary>
    public int LeasesMax { get; set; } = 100_000;

    /// <summary>Levels go by the caller's clock instead of the server's, so that tests can run in virtual time.</summary>
    internal bool IsTimeVirtual { get; set; }
}
