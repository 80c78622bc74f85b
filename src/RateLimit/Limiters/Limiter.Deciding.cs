using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <content>How a level is read and changed while others do the same.</content>
public sealed partial class Limiter
{
    // What nearly every request takes: a key that has a slot, charged or refused at the first attempt. It is kept short, because
    // look-ups of different requests overlap in the processor only as far as its window of instructions reaches.
    private LimitDecision Decide(LimitKey key, int cost, in LimitTime now)
    {
        LimitShape shape = Volatile.Read(ref _shape);
        ref ulong slot = ref _table.Find(key);

        return !Unsafe.IsNullRef(ref slot) && cost <= shape.Limit.CostMax && TryCharge(shape, ref slot, key, cost, in now, out ulong level, out bool isAdmitted)
            ? new LimitDecision(shape.Limit, isAdmitted ? AdmissionReason.Admitted : RefusalOf(shape.Limit), level, cost, in now, isAdmitted, isShared: false)
            : DecideWhatever(key, cost, in now);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private LimitDecision DecideWhatever(LimitKey key, int cost, in LimitTime now)
    {
        while (true)
        {
            LimitShape shape = Volatile.Read(ref _shape);
            ref ulong slot = ref _table.Find(key);

            if (cost > shape.Limit.CostMax)
            {
                return Ask(key, cost, in now);
            }

            if (Unsafe.IsNullRef(ref slot))
            {
                if (!TryAdd(key, in now) && TryChargeShared(shape, key, cost, in now, out LimitDecision decision))
                {
                    return decision;
                }
            }
            else if (TryCharge(shape, ref slot, key, cost, in now, out ulong level, out bool isAdmitted))
            {
                AdmissionReason reason = isAdmitted ? AdmissionReason.Admitted : RefusalOf(shape.Limit);
                return new LimitDecision(shape.Limit, reason, level, cost, in now, isAdmitted, isShared: false);
            }
        }
    }

    // One attempt; false: somebody was faster, or the slot has become another key's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCharge(LimitShape shape, ref ulong slot, LimitKey key, int cost, in LimitTime now, out ulong after, out bool isAdmitted)
    {
        ref ulong level = ref Bucket.Level(ref slot);

        // Level first, key second: only then is the level known to be the key's.
        if (!TryRead(shape, ref level, out ulong seen, out ulong current) || !Bucket.Holds(ref slot, key))
        {
            Unsafe.SkipInit(out after);
            Unsafe.SkipInit(out isAdmitted);
            return false;
        }

        isAdmitted = Level.TryCharge(shape.Limit, current, cost, in now, out after);

        if (!isAdmitted)
        {
            // A refusal writes nothing, so it is the second reading that proves that level and key belonged together.
            after = current;
            return Volatile.Read(ref level) == seen && Bucket.Holds(ref slot, key);
        }

        return Interlocked.CompareExchange(ref level, after, seen) == seen
            && (Bucket.Holds(ref slot, key) || TakeBackFromStranger(shape, ref level, cost, after, in now));
    }

    // Reads a level under a shape. The shape has to be the newest still after the level was read: a level of a newer one would be
    // taken for one of an older, since its mark has two bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryRead(LimitShape shape, ref ulong level, out ulong seen, out ulong current)
    {
        seen = Volatile.Read(ref level);
        current = shape.IsCurrent(seen) || seen == Bucket.Claimed ? seen : shape.Convert(seen);
        return seen != Bucket.Claimed && Volatile.Read(ref _shape) == shape;
    }

    // The slot was given to another key between reading and charging, and the other key's level happened to be the same.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TakeBackFromStranger(LimitShape shape, ref ulong level, int cost, ulong receipt, in LimitTime now)
    {
        LimitDecision decision = new(shape.Limit, AdmissionReason.Admitted, receipt, cost, in now, isCharged: true, isShared: false);

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
            ref ulong kept = ref isAbsent ? ref _shared.Level : ref Bucket.Level(ref slot);

            if (!TryRead(shape, ref kept, out ulong seen, out ulong level) || !(isAbsent || Bucket.Holds(ref slot, key)))
            {
                continue;
            }

            // Who has no slot has a full level, or takes the shared one along.
            level = isAbsent ? InitialLevel(shape, level, in now) : level;
            AdmissionReason reason = cost > shape.Limit.CostMax ? AdmissionReason.CostAboveLimit
                : Level.TryCharge(shape.Limit, level, cost, in now, out _) ? AdmissionReason.Admitted
                : RefusalOf(shape.Limit);

            if (Volatile.Read(ref kept) == seen && (isAbsent || Bucket.Holds(ref slot, key)))
            {
                return new LimitDecision(shape.Limit, reason, level, cost, in now, isCharged: false, isShared: false);
            }
        }
    }
}
