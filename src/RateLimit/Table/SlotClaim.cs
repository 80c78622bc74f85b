namespace Gatehouse.RateLimit;

/// <summary>What a table's owner says about levels.</summary>
internal interface ISlotOwner
{
    /// <summary>Whether a level equals an absent one.</summary>
    bool IsIdle(ulong level);

    /// <summary>The level of a key that had no slot. Asked when the key can be found already.</summary>
    ulong InitialLevel();

    /// <summary>A level under the newest shape of the limit.</summary>
    ulong Convert(ulong level);
}

/// <summary>
/// A slot that is about to change its key. First the level is replaced by <see cref="Bucket.Claimed"/>, which no charge can
/// replace; then the key; then the new key's level. Whoever finds the new key meets the claim and waits these few steps; whoever
/// knew the old one fails to change its level, or finds the key changed.
/// </summary>
internal readonly ref struct SlotClaim
{
    private readonly ref ulong _slot;

    private SlotClaim(ref ulong slot, bool isEviction)
    {
        _slot = ref slot;
        IsEviction = isEviction;
    }

    /// <summary>Whether another key loses the slot.</summary>
    public bool IsEviction { get; }

    /// <summary>Claims the first slot of a bucket that is unused or idle. Its chain is latched.</summary>
    public static bool TryReuse<TOwner>(ref ulong bucket, TOwner owner, out SlotClaim claim)
        where TOwner : struct, ISlotOwner
    {
        for (int i = 0; i < Bucket.Slots; i++)
        {
            ref ulong slot = ref Bucket.Slot(ref bucket, i);
            ulong level = Volatile.Read(ref Bucket.Level(ref slot));
            bool isUnused = Bucket.IsUnused(ref slot);

            if ((isUnused || owner.IsIdle(level)) && Interlocked.CompareExchange(ref Bucket.Level(ref slot), Bucket.Claimed, level) == level)
            {
                claim = new SlotClaim(ref slot, isEviction: !isUnused);
                return true;
            }
        }

        claim = default;
        return false;
    }

    /// <summary>Gives the slot to a key.</summary>
    public void GiveTo<TOwner>(LimitKey key, TOwner owner)
        where TOwner : struct, ISlotOwner
    {
        Bucket.SetKey(ref _slot, key);

        // Who charged the shared level without finding the key is seen by the reading that follows; who charges it later finds
        // the key. One of both holds only if neither reading passes the other's writing.
        Interlocked.MemoryBarrier();
        Volatile.Write(ref Bucket.Level(ref _slot), owner.InitialLevel());
    }
}
