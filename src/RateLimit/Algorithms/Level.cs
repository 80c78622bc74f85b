using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>
/// The arithmetic of every kind, as pure functions of a level: the one 64-bit word that a limit keeps for a key. The two
/// highest bits are the version of the limit's shape that the word was written under; 0 in the others is a full level.
/// </summary>
internal static class Level
{
    public const int VersionShift = 62;
    public const ulong VersionMask = 3UL << VersionShift;

    /// <summary>A charge of a full, absent or present level, as it would be after it.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="level">The level now.</param>
    /// <param name="cost">From 0 to <see cref="CompiledLimit.CostMax"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="charged">The level after the charge.</param>
    /// <returns>Whether the limit admits it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCharge(CompiledLimit limit, ulong level, long cost, in LimitTime now, out ulong charged) =>
        limit.Kind == LimitKind.TokenBucket
            ? TokenBucket.TryCharge(limit, level, cost, now.Ticks, out charged)
            : TryChargeCounter(limit, level, cost, in now, out charged);

    /// <summary>
    /// Takes a charge back: never more than it still weighs. Counts go back exactly, a token bucket as well if nobody else charged
    /// it since, else up to the time that passed since the charge.
    /// </summary>
    /// <param name="limit">The limit.</param>
    /// <param name="level">The level now.</param>
    /// <param name="cost">What was charged.</param>
    /// <param name="receipt">The level as it was written by the charge.</param>
    /// <param name="ticks">A time that no other charge was later than; <see cref="long.MaxValue"/> if none is known.</param>
    public static ulong Refund(CompiledLimit limit, ulong level, long cost, ulong receipt, long ticks) => limit.Kind switch
    {
        LimitKind.TokenBucket => TokenBucket.Refund(limit, level, cost, receipt, ticks),
        LimitKind.Quota => CalendarQuota.Refund(level, cost, receipt),
        _ => WindowCounts.Refund(limit, level, cost, receipt),
    };

    /// <summary>Whether the level equals an absent one, so that its slot may be given to another key.</summary>
    public static bool IsIdle(CompiledLimit limit, ulong level, in LimitTime now) => limit.Kind switch
    {
        LimitKind.TokenBucket => TokenBucket.Arrival(level) <= now.Ticks,
        LimitKind.Quota => CalendarQuota.Used(limit, level, now.UtcTicks) == 0,
        _ => WindowCounts.At(limit, level, now.Ticks).IsEmpty,
    };

    /// <summary>Permits that a request could still have at once.</summary>
    public static long Remaining(CompiledLimit limit, ulong level, in LimitTime now) => Math.Max(0, limit.Kind switch
    {
        LimitKind.TokenBucket => TokenBucket.Remaining(limit, level, now.Ticks),
        LimitKind.Quota => limit.Permits - CalendarQuota.Used(limit, level, now.UtcTicks),
        LimitKind.SlidingWindow => SlidingWindow.Remaining(limit, level, now.Ticks),
        _ => limit.Permits - WindowCounts.At(limit, level, now.Ticks).Sum,
    });

    /// <summary>Nanoseconds until the level is full again if nothing else is charged.</summary>
    public static long ResetTicks(CompiledLimit limit, ulong level, in LimitTime now) => limit.Kind switch
    {
        LimitKind.TokenBucket => Math.Max(0, TokenBucket.Arrival(level) - now.Ticks),
        LimitKind.Quota => CalendarQuota.Used(limit, level, now.UtcTicks) == 0 ? 0 : CalendarQuota.TicksToNext(limit, now.UtcTicks),
        _ => WindowCounts.At(limit, level, now.Ticks).TicksToEmpty(limit),
    };

    /// <summary>
    /// Nanoseconds until the same charge is admitted if nothing else is charged, and not one less; -1 where no time can be told,
    /// as a concurrency limit waits for requests to end.
    /// </summary>
    public static long RetryTicks(CompiledLimit limit, ulong level, long cost, in LimitTime now) => limit.Kind switch
    {
        LimitKind.TokenBucket => TokenBucket.RetryTicks(limit, level, cost, now.Ticks),
        LimitKind.Quota => CalendarQuota.TicksToNext(limit, now.UtcTicks),
        LimitKind.SlidingWindow => SlidingWindow.RetryTicks(limit, level, cost, now.Ticks),
        _ => -1,
    };

    /// <summary>Permits that a level says are used, rounded up: what a limit of another shape takes over.</summary>
    public static long Used(CompiledLimit limit, ulong level, in LimitTime now) => limit.Kind switch
    {
        LimitKind.TokenBucket => TokenBucket.Used(limit, level, now.Ticks),
        LimitKind.Quota => CalendarQuota.Used(limit, level, now.UtcTicks),
        LimitKind.SlidingWindow => limit.Permits - SlidingWindow.Remaining(limit, level, now.Ticks),
        _ => WindowCounts.At(limit, level, now.Ticks).Sum,
    };

    /// <summary>A level at which so many permits are used.</summary>
    public static ulong Of(CompiledLimit limit, long used, in LimitTime now) => used <= 0 ? 0 : limit.Kind switch
    {
        LimitKind.TokenBucket => TokenBucket.Of(limit, used, now.Ticks),
        LimitKind.Quota => CalendarQuota.Of(limit, used, now.UtcTicks),
        _ => WindowCounts.Of(limit, used, now.Ticks),
    };

    /// <summary>
    /// A level after a change of its limit: permits used stay used, so no reload refills. Permits in use of a concurrency limit
    /// are not comparable with those of another kind or lease; they begin anew.
    /// </summary>
    public static ulong Convert(CompiledLimit from, CompiledLimit to, ulong level, in LimitTime at)
    {
        level &= ~VersionMask;

        if (HaveOneLayout(from, to))
        {
            return level;
        }

        if (from.Kind == LimitKind.TokenBucket && to.Kind == LimitKind.TokenBucket)
        {
            return TokenBucket.Rescale(from, to, level, at.Ticks);
        }

        return from.Kind == LimitKind.Concurrency || to.Kind == LimitKind.Concurrency ? 0 : Of(to, Used(from, level, in at), in at);
    }

    /// <summary>Whether a level of one limit says the same of the other.</summary>
    public static bool HaveOneLayout(CompiledLimit left, CompiledLimit right) =>
        left.Kind == right.Kind && (left.TicksPerPermit, left.WindowTicks, left.Period) == (right.TicksPerPermit, right.WindowTicks, right.Period);

    private static bool TryChargeCounter(CompiledLimit limit, ulong level, long cost, in LimitTime now, out ulong charged) => limit.Kind switch
    {
        LimitKind.Quota => CalendarQuota.TryCharge(limit, level, cost, now.UtcTicks, out charged),
        LimitKind.SlidingWindow => SlidingWindow.TryCharge(limit, level, cost, now.Ticks, out charged),
        _ => Concurrency.TryCharge(limit, level, cost, now.Ticks, out charged),
    };
}
