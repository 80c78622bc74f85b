using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>
/// The generic cell rate algorithm (ITU-T I.371, virtual scheduling): the whole bucket is the time at which it would be full
/// again, its theoretical arrival time. A permit costs ⌈period ÷ permits⌉ ticks and a burst as many times that, so whatever is
/// rounded is rounded against the client, by less than a tick a permit: between any two moments at most
/// burst + rate × elapsed permits are given.
/// </summary>
internal static class TokenBucket
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Arrival(ulong level) => (long)(level & ~Level.VersionMask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCharge(CompiledLimit limit, ulong level, long cost, long now, out ulong charged)
    {
        // No overflow: now is at most 2^58 - 1, what is owed never exceeds a burst, and a burst is at most 2^57 - 1 ticks. A
        // smaller burst may come by a reload; what was owed under the larger one was bounded alike.
        long end = Math.Max(Arrival(level), now) + (cost * limit.TicksPerPermit);
        charged = (level & Level.VersionMask) | (ulong)end;
        return end - now <= limit.BurstTicks;
    }

    /// <summary>The level without a charge.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="level">The level now.</param>
    /// <param name="cost">What was charged.</param>
    /// <param name="receipt">The level after the charge.</param>
    /// <param name="now">A time that no other charge was later than.</param>
    public static ulong Refund(CompiledLimit limit, ulong level, long cost, ulong receipt, long now)
    {
        long charged = cost * limit.TicksPerPermit;

        // Nobody else was there: the level goes back to where it was.
        if (level == receipt)
        {
            return level - (ulong)charged;
        }

        // What drained since is gone: without the charge the bucket might have been full meanwhile and would have gained nothing
        // by it. So at most the time from now until the charge would have drained alone is given back. Should others have
        // found the bucket full in between, that time is over and nothing is.
        return level - (ulong)Math.Clamp(Arrival(receipt) - now, 0, charged);
    }

    public static long Remaining(CompiledLimit limit, ulong level, long now) =>
        (limit.BurstTicks - Math.Max(0, Arrival(level) - now)) / limit.TicksPerPermit;

    public static long RetryTicks(CompiledLimit limit, ulong level, long cost, long now) =>
        Math.Max(0, Math.Max(Arrival(level), now) + (cost * limit.TicksPerPermit) - limit.BurstTicks - now);

    public static long Used(CompiledLimit limit, ulong level, long now)
    {
        long owed = Math.Max(0, Arrival(level) - now);
        return (owed / limit.TicksPerPermit) + (owed % limit.TicksPerPermit == 0 ? 0 : 1);
    }

    public static ulong Of(CompiledLimit limit, long used, long now) => OfOwed((Int128)used * limit.TicksPerPermit, now);

    /// <summary>The level after a change of the rate: the permits that were owed stay owed, to a fraction of one.</summary>
    public static ulong Rescale(CompiledLimit from, CompiledLimit to, ulong level, long at)
    {
        Int128 owed = Math.Max(0, Arrival(level) - at);
        return OfOwed(((owed * to.TicksPerPermit) + from.TicksPerPermit - 1) / from.TicksPerPermit, at);
    }

    private static ulong OfOwed(Int128 ticks, long at) => ticks <= 0 ? 0 : (ulong)(at + (long)Int128.Min(ticks, Limits.BurstTicksMax));
}
