using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>
/// The sliding counter: the window before counts for the share of it that the sliding window still covers. The comparison is
/// made in 128 bits, permits × ticks against permits × ticks, so nothing is rounded.
/// </summary>
internal static class SlidingWindow
{
    public static bool TryCharge(CompiledLimit limit, ulong level, long cost, long now, out ulong charged)
    {
        WindowCounts counts = WindowCounts.At(limit, level, now);
        long free = limit.Permits - counts.Current - cost;

        if (free < 0 || Product(counts.Previous, limit.WindowTicks - counts.Into) > Product(free, limit.WindowTicks))
        {
            charged = level;
            return false;
        }

        charged = counts.Add(limit, cost, level);
        return true;
    }

    /// <summary>Permits left, rounded down; negative where a reload made the limit smaller than what is used.</summary>
    public static long Remaining(CompiledLimit limit, ulong level, long now)
    {
        WindowCounts counts = WindowCounts.At(limit, level, now);
        UInt128 weighted = Product(counts.Previous, limit.WindowTicks - counts.Into);
        long previous = (long)((weighted + (ulong)limit.WindowTicks - 1) / (ulong)limit.WindowTicks);
        return limit.Permits - counts.Current - previous;
    }

    public static long RetryTicks(CompiledLimit limit, ulong level, long cost, long now)
    {
        WindowCounts counts = WindowCounts.At(limit, level, now);

        // A clock that is behind the level's window waits for its start as well.
        long behind = Math.Max(0, (counts.Index * limit.WindowTicks) - now);
        long free = limit.Permits - counts.Current - cost;
        long inThisWindow = free < 0 ? long.MaxValue : EarliestInto(limit, counts.Previous, free);

        // At the end of this window its own count becomes the previous one, and fades in the next.
        long wait = inThisWindow < limit.WindowTicks
            ? Math.Max(0, inThisWindow - counts.Into)
            : limit.WindowTicks - counts.Into + EarliestInto(limit, counts.Current, limit.Permits - cost);
        return behind + wait;
    }

    // The least number of ticks into a window at which previous × (window - into) ≤ free × window.
    private static long EarliestInto(CompiledLimit limit, long previous, long free) => previous <= free
        ? 0
        : limit.WindowTicks - (long)(Product(free, limit.WindowTicks) / (ulong)previous);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 Product(long left, long right)
    {
        ulong high = Math.BigMul((ulong)left, (ulong)right, out ulong low);
        return new UInt128(high, low);
    }
}
