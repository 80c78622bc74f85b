using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis;

/// <summary>What all leases of a store have in common.</summary>
internal sealed class LeaseTerms(RedisLimitOptions options, ScriptServer server, TimeProvider time)
{
    public RedisLimitOptions Options { get; } = options;

    public ScriptServer Server { get; } = server;

    public TimeProvider Time { get; } = time;

    public long LeaseTicks { get; } = options.LeaseMs * (RateLimit.Limits.TicksPerSecond / 1_000);

    /// <summary>How many permits of a limit a process may hold: so few that others have enough, and at least one.</summary>
    public long BlockMax(CompiledLimit limit) => Math.Max(1, Math.Min(Options.LeaseBlock, limit.CostMax / (Limits.LeaseShare * Options.Replicas)));

    public RedisKey KeyOf(CompiledLimit limit, LimitKey key) => LimitKeys.Of(Options.KeyPrefix, limit, key);

    /// <summary>How often a limit gives a permit on average, in nanoseconds; 0 for a quota, whose permits come at once.</summary>
    public static long TicksOfPermit(CompiledLimit limit) => limit.Kind switch
    {
        LimitKind.TokenBucket => limit.TicksPerPermit,
        LimitKind.SlidingWindow => limit.WindowTicks / limit.CostMax,
        _ => 0,
    };
}
