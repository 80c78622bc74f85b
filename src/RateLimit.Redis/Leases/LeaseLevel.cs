namespace Gatehouse.RateLimit.Redis;

/// <summary>What the store answered last about a key: the level and how its clock relates to the local one. Immutable.</summary>
/// <param name="Limit">The limit as it was then.</param>
/// <param name="Level">The level after what was taken.</param>
/// <param name="TicksAhead">How far the level's clock is ahead of the local one, in nanoseconds.</param>
/// <param name="UtcTicksAhead">How far the server's UTC is ahead of the local one, in ticks.</param>
internal sealed record LeaseLevel(CompiledLimit Limit, ulong Level, long TicksAhead, long UtcTicksAhead)
{
    public LimitTime At(in LimitTime now) => new(now.Ticks + TicksAhead, now.UtcTicks + UtcTicksAhead);
}

/// <summary>The store has said no: who asks for at least as much before then need not ask again. Immutable.</summary>
/// <param name="Cost">For how many permits it said so.</param>
/// <param name="UntilTicks">When to ask again, by the local clock.</param>
internal sealed record LeaseRefusal(long Cost, long UntilTicks);
