using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>
/// Two counts and the window they are of, in one word: what was counted in the window <see cref="Index"/> and in the one
/// before. Bits from the lowest: the current count, the previous count, the index. A long window needs few bits for its index
/// and leaves more for the counts; <see cref="CountBits"/> divides them so that no index wraps before <see cref="Limits.TicksMax"/>.
/// </summary>
/// <param name="Index">The number of the window since the clock's origin.</param>
/// <param name="Previous">The count of the window before.</param>
/// <param name="Current">The count of this window.</param>
/// <param name="Into">Ticks since this window began.</param>
internal readonly record struct WindowCounts(long Index, long Previous, long Current, long Into)
{
    public bool IsEmpty => (Previous | Current) == 0;

    public long Sum => Previous + Current;

    /// <summary>Bits of a count for windows of a length.</summary>
    public static int CountBits(long windowTicks) => (4 + (int)ulong.Log2((ulong)windowTicks)) / 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WindowCounts At(CompiledLimit limit, ulong level, long now)
    {
        (long current, long previous, long index) = Unpack(limit, level);
        long nowIndex = now / limit.WindowTicks;

        // A clock behind the level's window counts as that window's start: time that runs backwards never grants.
        return (nowIndex - index) switch
        {
            < 0 => new WindowCounts(index, previous, current, 0),
            0 => new WindowCounts(index, previous, current, now - (index * limit.WindowTicks)),
            1 => new WindowCounts(nowIndex, current, 0, now - (nowIndex * limit.WindowTicks)),
            _ => new WindowCounts(nowIndex, 0, 0, now - (nowIndex * limit.WindowTicks)),
        };
    }

    public static ulong Of(CompiledLimit limit, long used, long now) =>
        Pack(limit, now / limit.WindowTicks, 0, Math.Min(used, (long)limit.CountMask));

    public static ulong Refund(CompiledLimit limit, ulong level, long cost, ulong receipt)
    {
        (long current, long previous, long index) = Unpack(limit, level);
        (_, _, long charged) = Unpack(limit, receipt);
        return (level & Level.VersionMask) | (index - charged) switch
        {
            0 => Pack(limit, index, previous, Math.Max(0, current - cost)),
            1 => Pack(limit, index, Math.Max(0, previous - cost), current),
            _ => level & ~Level.VersionMask,
        };
    }

    /// <summary>The word with more in its current count, under the version of the level it comes from.</summary>
    public ulong Add(CompiledLimit limit, long cost, ulong level) =>
        (level & Level.VersionMask) | Pack(limit, Index, Previous, Current + cost);

    public long TicksToEmpty(CompiledLimit limit)
    {
        long toNext = limit.WindowTicks - Into;
        return Current > 0 ? toNext + limit.WindowTicks : Previous > 0 ? toNext : 0;
    }

    internal static (long Current, long Previous, long Index) Unpack(CompiledLimit limit, ulong level) =>
        ((long)(level & limit.CountMask), (long)((level >> limit.CountBits) & limit.CountMask), (long)((level & ~Level.VersionMask) >> (2 * limit.CountBits)));

    internal static ulong Pack(CompiledLimit limit, long index, long previous, long current) =>
        ((ulong)index << (2 * limit.CountBits)) | ((ulong)previous << limit.CountBits) | (ulong)current;
}
