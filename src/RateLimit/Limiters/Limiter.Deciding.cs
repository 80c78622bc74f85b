using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <content>How a level is read and changed while others do the same.</content>
public sealed partial class Limiter
{
    private LimitDecision Decide(LimitKey key, int cost, in LimitTime now)
    {
        while (true)
        {
            LimitShape shape = Volatile.Read(ref _shape);
            ref ulong slot = ref _table.Find(key);
            LimitDecision decision;

            if (cost > shape.Limit.CostMax)
            {
                return Ask(key, cost, in now);
            }

            if (Unsafe.IsNullRef(ref slot))
            {
                if (!TryAdd(key, in now) && TryChargeShared(shape, key, cost, in now, out decision))
                {
                    return decision;
                }
            }
            else if (TryCharge(shape, ref slot, key, cost, in now, out decision))
            {
                return decision;
            }
        }
    }

    // One attempt; false: somebody was faster, or the slot has become another key's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCharge(LimitShape shape, ref ulong slot, LimitKey key, int cost, in LimitTime now, out LimitDecision decision)
    {
        ref ulong level = ref Bucket.Level(ref slot);
        ulong seen = Volatile.Read(ref level);

        // Level first, key second: only then is the level known to be the key's.
        if (seen == Bucket.Claimed || !Bucket.Holds(ref slot, key))
        {
            Unsafe.SkipInit(out decision);
            return false;
        }

        ulong current = shape.IsCurrent(seen) ? seen : shape.Convert(seen);

        if (!Level.TryCharge(shape.Limit, current, cost, in now, out ulong charged))
        {
            // A refusal writes nothing, so it is the second reading that proves that level and key belonged together.
            decision = new LimitDecision(shape.Limit, RefusalOf(shape.Limit), current, cost, in now, isCharged: false, isShared: false);
            return Volatile.Read(ref level) == seen && Bucket.Holds(ref slot, key);
        }

        decision = new LimitDecision(shape.Limit, AdmissionReason.Admitted, charged, cost, in now, isCharged: true, isShared: false);
        return Interlocked.CompareExchange(ref level, charged, seen) == seen
            && (Bucket.Holds(ref slot, key) || TakeBackFromStranger(ref level, in decision));
    }

    // The slot was given to another key between reading and charging, and the other key's level happened to be the same.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TakeBackFromStranger(ref ulong level, in LimitDecision decision)
    {
        // A level that is being given to yet another key was full: the charge has drained.
        while (Volatile.Read(ref level) is var seen && seen != Bucket.Claimed && !TryTakeBack(ref level, seen, in decision, long.MaxValue))
        {
        }

        return false;
    }

    // One attempt; false: somebody was faster, or the slot is about to become another key's.
    private bool TryTakeBack(ref ulong level, ulong seen, in LimitDecision decision, long ticks)
    {
        LimitShape shape = Volatile.Read(ref _shape);

        if (seen == Bucket.Claimed)
        {
            return false;
        }

        if (!shape.Understands(decision.Level))
        {
            return true;
        }

        ulong refunded = Level.Refund(shape.Limit, shape.Convert(seen), decision.Cost, shape.Convert(decision.Level), ticks);
        return Interlocked.CompareExchange(ref level, refunded, seen) == seen;
    }

    private LimitDecision Ask(LimitKey key, int cost, in LimitTime now)
    {
        while (true)
        {
            LimitShape shape = Volatile.Read(ref _shape);
            ref ulong slot = ref _table.Find(key);
            bool isAbsent = Unsafe.IsNullRef(ref slot);
            ulong seen = isAbsent ? InitialLevel(shape, in now) : Volatile.Read(ref Bucket.Level(ref slot));

            if (seen == Bucket.Claimed || (!isAbsent && !Bucket.Holds(ref slot, key)))
            {
                continue;
            }

            ulong level = shape.Convert(seen);
            AdmissionReason reason = cost > shape.Limit.CostMax ? AdmissionReason.CostAboveLimit
                : Level.TryCharge(shape.Limit, level, cost, in now, out _) ? AdmissionReason.Admitted
                : RefusalOf(shape.Limit);

            if (isAbsent || (Volatile.Read(ref Bucket.Level(ref slot)) == seen && Bucket.Holds(ref slot, key)))
            {
                return new LimitDecision(shape.Limit, reason, level, cost, in now, isCharged: false, isShared: false);
            }
        }
    }
}
