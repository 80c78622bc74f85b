using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>
/// One limit and its levels, a 64-bit word for each key. It outlives reloads: <see cref="LimitRegistry"/> changes its
/// shape, and whoever holds it decides by the newest. Safe for any number of threads; deciding allocates nothing and takes no lock.
/// </summary>
public sealed partial class Limiter
{
    private readonly KeyTable _table;
    private readonly LimitClock? _clock;
    private LimitShape _shape;

    internal Limiter(CompiledLimit limit, int keys, LimitClock? clock)
    {
        _clock = clock;
        _table = new KeyTable(keys);
        _shape = new LimitShape(limit);
    }

    /// <summary>The newest shape of the limit.</summary>
    public CompiledLimit Limit => Volatile.Read(ref _shape).Limit;

    /// <summary>Charges a request, or refuses it and charges nothing. Whether the limit is a dry run makes no difference here.</summary>
    /// <param name="key">Who is charged.</param>
    /// <param name="cost">What the request costs, in permits: at least 0, which only asks whether the level is not overdrawn.</param>
    /// <param name="now">The time; a time before that of an earlier call never grants anything.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cost is negative, or the time outside 0 to <see cref="Limits.TicksMax"/>.</exception>
    public LimitDecision Charge(LimitKey key, int cost, in LimitTime now)
    {
        Check(cost, in now);
        return cost == 0 ? Ask(key, cost, in now) : Decide(key, cost, in now);
    }

    /// <summary>Tells what <see cref="Charge"/> would answer, and changes nothing.</summary>
    /// <inheritdoc cref="Charge"/>
    public LimitDecision Peek(LimitKey key, int cost, in LimitTime now)
    {
        Check(cost, in now);
        return Ask(key, cost, in now);
    }

    /// <summary>
    /// Gives back what a decision charged: the permit of a concurrency limit when its request has ended, or a charge that
    /// is not to count after all. Call it at most once for a decision; what has run out or drained meanwhile stays as it is.
    /// </summary>
    /// <param name="key">The key that was charged.</param>
    /// <param name="decision">What <see cref="Charge"/> or <see cref="TryRenew"/> answered; one that charged nothing is ignored.</param>
    /// <param name="now">
    /// The time, read for this call: other requests must not have been charged at a later one. Only token buckets need it.
    /// </param>
    public void Release(LimitKey key, in LimitDecision decision, in LimitTime now) => Release(key, in decision, now.Ticks);

    /// <summary>Takes a charge back when no newer time is known than that of the charge itself.</summary>
    internal void TakeBack(LimitKey key, in LimitDecision decision) =>
        Release(key, in decision, _clock is null ? long.MaxValue : _clock.Now().Ticks);

    /// <summary>
    /// Holds the permit of a concurrency limit for another lease, for a request that takes longer than one. Renew within the
    /// lease; a permit that has run out cannot be renewed.
    /// </summary>
    /// <param name="key">The key that was charged.</param>
    /// <param name="decision">What <see cref="Charge"/> or an earlier renewal answered.</param>
    /// <param name="now">The time.</param>
    /// <param name="renewed">What to release or renew from now on; the given decision where it could not be renewed.</param>
    public bool TryRenew(LimitKey key, in LimitDecision decision, in LimitTime now, out LimitDecision renewed)
    {
        Check(0, in now);
        renewed = decision;

        while (decision.IsCharged)
        {
            LimitShape shape = Volatile.Read(ref _shape);
            ref ulong slot = ref _table.Find(key);

            if (shape.Limit.Kind != LimitKind.Concurrency || !shape.Understands(decision.Level) || (Unsafe.IsNullRef(ref slot) && !decision.IsShared))
            {
                return false;
            }

            ref ulong level = ref decision.IsShared ? ref _shared.Level : ref Bucket.Level(ref slot);

            if (!TryRead(shape, ref level, out ulong seen, out ulong current) || !(decision.IsShared || Bucket.Holds(ref slot, key)))
            {
                continue;
            }

            if (!Concurrency.TryRenew(shape.Limit, current, decision.Cost, decision.Level, now.Ticks, out ulong next))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref level, next, seen) == seen)
            {
                renewed = new LimitDecision(shape.Limit, AdmissionReason.Admitted, next, decision.Cost, in now, isCharged: true, decision.IsShared);
                return true;
            }
        }

        return false;
    }

    private void Release(LimitKey key, in LimitDecision decision, long ticks)
    {
        while (decision.IsCharged)
        {
            ref ulong slot = ref _table.Find(key);

            // A key without a slot was idle when it lost it: there is nothing left to give back.
            if (Unsafe.IsNullRef(ref slot) && !decision.IsShared)
            {
                return;
            }

            ref ulong level = ref decision.IsShared ? ref _shared.Level : ref Bucket.Level(ref slot);
            ulong seen = Volatile.Read(ref level);

            if ((decision.IsShared || Bucket.Holds(ref slot, key)) && TryTakeBack(ref level, seen, in decision, ticks))
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Check(int cost, in LimitTime now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)now.Ticks, (ulong)Limits.TicksMax, nameof(now));
    }

    internal static AdmissionReason RefusalOf(CompiledLimit limit) => limit.Kind switch
    {
        LimitKind.TokenBucket => AdmissionReason.RateExceeded,
        LimitKind.SlidingWindow => AdmissionReason.WindowExceeded,
        LimitKind.Quota => AdmissionReason.QuotaExceeded,
        _ => AdmissionReason.ConcurrencyExceeded,
    };
}
