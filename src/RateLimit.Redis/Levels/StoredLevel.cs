namespace Gatehouse.RateLimit.Redis;

/// <summary>A level in the three numbers that the scripts keep it in (Scripts/levels.lua), and the word that the memory limiter keeps it in.</summary>
internal readonly record struct StoredLevel(long X, long Y, long Z)
{
    /// <summary>The kind of a limit in the scripts.</summary>
    public static string KindOf(CompiledLimit limit) => limit.Kind switch
    {
        LimitKind.TokenBucket => "b",
        LimitKind.SlidingWindow => "w",
        LimitKind.Quota => "q",
        _ => "c",
    };

    /// <summary>The unit of a limit in the scripts: what a permit costs, a window's seconds, a period.</summary>
    public static long UnitOf(CompiledLimit limit) => limit.Kind switch
    {
        LimitKind.TokenBucket => limit.TicksPerPermit,
        LimitKind.Quota => (int)limit.Period + 1,
        _ => limit.WindowTicks / RateLimit.Limits.TicksPerSecond,
    };

    /// <summary>
    /// Windows of Unix time have larger numbers than a level has bits for; modulo this many they fit, and a receipt is told from every
    /// other of nine years.
    /// </summary>
    public static long Windows(CompiledLimit limit) => limit.WindowTicks == 0 ? 0 : RateLimit.Limits.TicksMax / limit.WindowTicks;

    /// <summary>The level as a word, and the time by the clock that it belongs to.</summary>
    public (ulong Level, LimitTime Now) ToWord(CompiledLimit limit, in ServerTime time)
    {
        switch (limit.Kind)
        {
            case LimitKind.TokenBucket:
                return ((ulong)((X * RateLimit.Limits.TicksPerSecond) + Y), new LimitTime(time.Ticks, time.UtcTicks));
            case LimitKind.Quota:
                return (CalendarQuota.Pack(X, Math.Min(Y, RateLimit.Limits.QuotaPermitsMax)), new LimitTime(time.Ticks, time.UtcTicks));
            default:
                long index = X % Windows(limit);
                long now = Math.Max(0, (index * limit.WindowTicks) + time.Ticks - (X * limit.WindowTicks));
                return (WindowCounts.Pack(limit, index, Counted(limit, Y), Counted(limit, Z)), new LimitTime(now, time.UtcTicks));
        }
    }

    /// <summary>What <c>giveback.lua</c> needs to know of the level that a charge left behind.</summary>
    public static (long X, long Y) ReceiptOf(CompiledLimit limit, ulong level) => limit.Kind switch
    {
        LimitKind.TokenBucket => ((long)level / RateLimit.Limits.TicksPerSecond, (long)level % RateLimit.Limits.TicksPerSecond),
        LimitKind.Quota => (CalendarQuota.PeriodOf(level), 0),
        _ => (WindowCounts.Unpack(limit, level).Index, 0),
    };

    private static long Counted(CompiledLimit limit, long count) => Math.Min(count, (long)limit.CountMask);
}
