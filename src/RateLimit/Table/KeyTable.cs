using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>
/// Key → level, in flat memory: chains of buckets of two cache lines with five slots each. A slot is the 128-bit key and the
/// level. Nothing is ever moved or swept, so looking a key up and changing its level takes no lock and growth is a segment
/// more; a new key takes the latch of its chain, which holds up nobody but other new keys of that chain (four are expected).
/// </summary>
/// <remarks>
/// Whoever reads a level reads the level first and the key after it, and whoever changes one checks the key once more: a slot
/// whose level was idle may have been given to another key meanwhile (<see cref="SlotClaim"/>).
/// </remarks>
internal sealed class KeyTable
{
    public const int KeysPerChain = 4;

    private readonly BucketPool _pool;
    private readonly int _chains;

    /// <summary>A table with room for so many keys.</summary>
    /// <param name="keys">From 1 to <see cref="Limits.KeysPerLimiterMax"/>.</param>
    public KeyTable(int keys)
    {
        _chains = (keys + KeysPerChain - 1) / KeysPerChain;

        // One bucket for every chain, whatever else is full, and a quarter more: 21 % of chains have more than five keys when
        // four are expected, and 0.3 % more than ten (Poisson).
        _pool = new BucketPool(_chains, (_chains / 4) + Limits.BucketsPerChainMax);
    }

    /// <summary>Bytes reserved so far.</summary>
    public long BytesReserved => _pool.BytesReserved;

    /// <summary>The most that <see cref="BytesReserved"/> can become.</summary>
    public long BytesMax => _pool.BytesMax;

    /// <summary>The slot of a key, or a null reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Find(LimitKey key)
    {
        ref ulong bucket = ref _pool.Find(FirstOf(key));

        if (Unsafe.IsNullRef(ref bucket))
        {
            return ref bucket;
        }

        ref ulong slot = ref Bucket.Find(ref bucket, key);
        return ref Unsafe.IsNullRef(ref slot) ? ref FindFurther(ref bucket, key) : ref slot;
    }

    /// <summary>Makes a slot for a key, if it has none yet: an unused one, an idle one, or one of a new bucket.</summary>
    /// <returns>Whether the key has a slot now. If not, every slot of its chain is busy and the table is full.</returns>
    public bool TryAdd<TOwner>(LimitKey key, TOwner owner, out bool isNew, out bool isEviction)
        where TOwner : struct, ISlotOwner
    {
        isNew = false;
        isEviction = false;
        ref ulong first = ref _pool.Reserve(FirstOf(key));
        Bucket.Latch(ref first);

        try
        {
            if (!Unsafe.IsNullRef(ref Find(key)))
            {
                return true;
            }

            isNew = TryClaim(ref first, owner, out SlotClaim claim);
            isEviction = claim.IsEviction;

            if (isNew)
            {
                claim.GiveTo(key, owner);
            }

            return isNew;
        }
        finally
        {
            Bucket.Unlatch(ref first);
        }
    }

    /// <summary>Replaces every level by what the owner makes of it, while others go on charging.</summary>
    public void Convert<TOwner>(TOwner owner)
        where TOwner : struct, ISlotOwner
    {
        for (int number = 1; number < _pool.End; number++)
        {
            ref ulong bucket = ref _pool.Find(number);

            for (int i = 0; !Unsafe.IsNullRef(ref bucket) && i < Bucket.Slots; i++)
            {
                ref ulong slot = ref Bucket.Slot(ref bucket, i);

                if (!Bucket.IsUnused(ref slot))
                {
                    ConvertLevel(ref Bucket.Level(ref slot), owner);
                }
            }
        }
    }

    public static void ConvertLevel<TOwner>(ref ulong level, TOwner owner)
        where TOwner : struct, ISlotOwner
    {
        while (Volatile.Read(ref level) is var seen && seen != Bucket.Claimed && owner.Convert(seen) is var converted && converted != seen)
        {
            if (Interlocked.CompareExchange(ref level, converted, seen) == seen)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstOf(LimitKey key) => 1 + (int)(((key.High >> 32) * (ulong)_chains) >> 32);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref ulong FindFurther(ref ulong bucket, LimitKey key)
    {
        for (int number = Bucket.Next(ref bucket); number != 0; number = Bucket.Next(ref bucket))
        {
            bucket = ref _pool.Find(number);
            ref ulong slot = ref Bucket.Find(ref bucket, key);

            if (!Unsafe.IsNullRef(ref slot))
            {
                return ref slot;
            }
        }

        return ref Unsafe.NullRef<ulong>();
    }

    // The first slot of the chain that is unused or idle, else one of a new bucket at the end of it.
    private bool TryClaim<TOwner>(ref ulong bucket, TOwner owner, out SlotClaim claim)
        where TOwner : struct, ISlotOwner
    {
        for (int length = 1; ; length++)
        {
            if (SlotClaim.TryReuse(ref bucket, owner, out claim))
            {
                return true;
            }

            int next = Bucket.Next(ref bucket);

            if (next == 0 && (length == Limits.BucketsPerChainMax || !_pool.TryTake(out next)))
            {
                return false;
            }

            // Linking a bucket to what follows already changes nothing.
            Bucket.SetNext(ref bucket, next);
            bucket = ref _pool.Find(next);
        }
    }
}
