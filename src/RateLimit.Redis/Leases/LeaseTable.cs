using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit.Redis;

/// <summary>The blocks that are held, by limit and key. What nobody asks for is given back.</summary>
internal sealed class LeaseTable : IAsyncDisposable
{
    private readonly ConcurrentDictionary<LeaseKey, Lease> _leases = [];
    private readonly LeaseTerms _terms;
    private readonly ITimer _timer;
    private int _count;

    public LeaseTable(LeaseTerms terms)
    {
        _terms = terms;
        TimeSpan period = TimeSpan.FromMilliseconds(terms.Options.LeaseMs);
        _timer = terms.Time.CreateTimer(static state => ((LeaseTable)state!).Sweep(), this, period, period);
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Charges a request from blocks, all limits or none.</summary>
    /// <param name="charges">The charges.</param>
    /// <param name="now">The time.</param>
    /// <param name="decisions">Gets the answers.</param>
    /// <param name="decision">The answer of all of them.</param>
    /// <param name="missing">Where it could not be decided: the index of the charge whose block is to be filled, or -1 if blocks are no help.</param>
    public bool TryCharge(
        ReadOnlySpan<LimitCharge> charges, in LimitTime now, Span<LimitDecision> decisions, out AdmissionDecision decision, out int missing)
    {
        Leases taken = default;
        decisions = decisions[..charges.Length];

        for (int i = 0; i < charges.Length; i++)
        {
            ref readonly LimitCharge charge = ref charges[i];
            bool? answer = null;
            Lease? lease = Find(in charge);
            taken[i] = lease;

            if (lease is not null)
            {
                answer = lease.TryTake(charge.Cost, in now, out decisions[i]);
            }

            if (answer is null)
            {
                PutBack(taken, charges[..i], decisions);
                decision = default;
                missing = lease is null ? -1 : i;
                return false;
            }

            if (answer is false && !charge.Limiter.Limit.IsDryRun)
            {
                PutBack(taken, charges[..i], decisions);
                decision = Refuse(charges, i, in now, decisions);
                missing = -1;
                return true;
            }
        }

        Admission.CountDryRuns(charges, decisions);
        decision = Admission.Summary(decisions);
        missing = -1;
        return true;
    }

    /// <summary>Fills the block of a charge.</summary>
    /// <returns>Whether the store answered.</returns>
    public Task<bool> RefillAsync(in LimitCharge charge, LimitTime now) =>
        Find(in charge)?.RefillAsync(charge.Cost, now) ?? Task.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(Close(evenIfBusy: true).Select(call => GiveBackAsync(call))).ConfigureAwait(false);
    }

    // Concurrency cannot be held in advance, a cost of 0 takes nothing, and one above the limit is the script's to refuse.
    private Lease? Find(in LimitCharge charge)
    {
        if (_leases.TryGetValue(new LeaseKey(charge.Limiter, charge.Key), out Lease? lease) && charge.Cost > 0)
        {
            return lease;
        }

        CompiledLimit limit = charge.Limiter.Limit;
        return limit.Kind == LimitKind.Concurrency || charge.Cost == 0 || charge.Cost > limit.CostMax ? null : Add(in charge);
    }

    private Lease? Add(in LimitCharge charge)
    {
        if (Interlocked.Increment(ref _count) > _terms.Options.LeasesMax)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        Lease added = new(charge.Limiter, charge.Key, _terms);
        Lease lease = _leases.GetOrAdd(new LeaseKey(charge.Limiter, charge.Key), added);

        if (!ReferenceEquals(lease, added))
        {
            Interlocked.Decrement(ref _count);
        }

        return lease;
    }

    private static void PutBack(in Leases taken, ReadOnlySpan<LimitCharge> charges, ReadOnlySpan<LimitDecision> decisions)
    {
        for (int i = 0; i < charges.Length; i++)
        {
            if (decisions[i].IsAdmitted)
            {
                taken[i]!.PutBack(charges[i].Cost);
            }
        }
    }

    // The limits after the one that refused are told by what is known of them.
    private AdmissionDecision Refuse(ReadOnlySpan<LimitCharge> charges, int refused, in LimitTime now, Span<LimitDecision> decisions)
    {
        for (int i = refused + 1; i < charges.Length; i++)
        {
            decisions[i] = Find(in charges[i])?.Tell(AdmissionReason.Admitted, charges[i].Cost, in now)
                ?? new LimitDecision(charges[i].Limiter.Limit, AdmissionReason.Admitted, 0, charges[i].Cost, in now, isCharged: false, isShared: false);
        }

        return Admission.Summary(decisions);
    }

    private void Sweep()
    {
        foreach (GiveBackCall call in Close(evenIfBusy: false))
        {
            _ = GiveBackAsync(call);
        }
    }

    private List<GiveBackCall> Close(bool evenIfBusy)
    {
        List<GiveBackCall> calls = [];

        foreach (KeyValuePair<LeaseKey, Lease> pair in _leases)
        {
            if (pair.Value.TryClose(evenIfBusy, out GiveBackCall? call) && _leases.TryRemove(pair))
            {
                Interlocked.Decrement(ref _count);

                if (call is not null)
                {
                    calls.Add(call);
                }
            }
        }

        return calls;
    }

    private async Task GiveBackAsync(GiveBackCall call) =>
        await _terms.Server.RunAsync(LimitScripts.GiveBack, call.Keys, call.Arguments, CancellationToken.None).ConfigureAwait(false);

    [InlineArray(RateLimit.Limits.LimitsPerRequestMax)]
    private struct Leases
    {
        private Lease? _first;
    }

    private readonly record struct LeaseKey(Limiter Limiter, LimitKey Key)
    {
        public bool Equals(LeaseKey other) => ReferenceEquals(Limiter, other.Limiter) && Key == other.Key;

        public override int GetHashCode() => Key.GetHashCode() ^ RuntimeHelpers.GetHashCode(Limiter);
    }
}
