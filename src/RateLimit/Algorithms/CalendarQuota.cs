namespace Gatehouse.RateLimit;

/// <summary>
/// What is used of a calendar period. Bits 0 to 37: permits used. Bits 38 to 61: the number of the period since 2000-01-01 UTC.
/// A level of a later period than the clock's stays: a wall clock that is set back never grants a period twice.
/// </summary>
internal static class CalendarQuota
{
    private const int UsedBits = 38;
    private const ulong UsedMask = (1UL << UsedBits) - 1;
    private const ulong PeriodMask = (1UL << 24) - 1;

    public static bool TryCharge(CompiledLimit limit, ulong level, long cost, long utcTicks, out ulong charged)
    {
        long used = Used(limit, level, utcTicks);

        if (used + cost > limit.Permits)
        {
            charged = level;
            return false;
        }

        charged = (level & Level.VersionMask) | Pack(Math.Max(PeriodOf(level), limit.Periods.At(utcTicks).Number), used + cost);
        return true;
    }

    public static ulong Refund(ulong level, long cost, ulong receipt) => PeriodOf(level) == PeriodOf(receipt)
        ? (level & ~UsedMask) | (ulong)Math.Max(0, (long)(level & UsedMask) - cost)
        : level;

    public static long Used(CompiledLimit limit, ulong level, long utcTicks) =>
        PeriodOf(level) < limit.Periods.At(utcTicks).Number ? 0 : (long)(level & UsedMask);

    public static ulong Of(CompiledLimit limit, long used, long utcTicks) =>
        Pack(limit.Periods.At(utcTicks).Number, Math.Min(used, Limits.QuotaPermitsMax));

    public static long TicksToNext(CompiledLimit limit, long utcTicks) =>
        (limit.Periods.At(utcTicks).EndTicks - utcTicks) * TimeSpan.NanosecondsPerTick;

    internal static long PeriodOf(ulong level) => (long)((level >> UsedBits) & PeriodMask);

    internal static ulong Pack(long period, long used) => ((ulong)period << UsedBits) | (ulong)used;
}
