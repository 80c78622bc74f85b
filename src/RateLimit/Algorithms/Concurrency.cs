namespace Gatehouse.RateLimit;

/// <summary>
/// Permits in use, counted in the lease period they were taken in. Two periods count, so a permit that is never given back is
/// free after more than one lease and at most two, and no permit is free before its lease has run out.
/// </summary>
internal static class Concurrency
{
    public static bool TryCharge(CompiledLimit limit, ulong level, long cost, long now, out ulong charged)
    {
        WindowCounts counts = WindowCounts.At(limit, level, now);

        if (counts.Sum + cost > limit.Permits)
        {
            charged = level;
            return false;
        }

        charged = counts.Add(limit, cost, level);
        return true;
    }

    /// <summary>Moves a permit into the lease period of now. The receipt is of the same level; the permit may have run out.</summary>
    /// <returns>Whether the permit was still held.</returns>
    public static bool TryRenew(CompiledLimit limit, ulong level, long cost, ulong receipt, long now, out ulong renewed)
    {
        WindowCounts before = WindowCounts.At(limit, level, now);
        WindowCounts held = WindowCounts.At(limit, receipt, now);

        if (held.IsEmpty || before.Sum < cost)
        {
            renewed = level;
            return false;
        }

        // Refund knows nothing of the time, so the level is first brought to now.
        ulong refunded = WindowCounts.Refund(limit, before.Add(limit, 0, level), cost, receipt);
        renewed = WindowCounts.At(limit, refunded, now).Add(limit, cost, level);
        return true;
    }
}
