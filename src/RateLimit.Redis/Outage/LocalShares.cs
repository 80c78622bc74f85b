using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit.Redis;

/// <summary>Limiters in memory that count a share of each limit while the store is away. They are forgotten with the limits they are of.</summary>
internal sealed class LocalShares(int replicas)
{
    private readonly ConditionalWeakTable<Limiter, Share> _shares = [];
    private readonly ConditionalWeakTable<CompiledLimit, Limiter> _owners = [];

    /// <summary>Charges a request against the shares of its limits, all or none.</summary>
    public AdmissionDecision Charge(ReadOnlySpan<LimitCharge> charges, in LimitTime now, Span<LimitDecision> decisions)
    {
        LimitCharge[] shares = new LimitCharge[charges.Length];

        for (int i = 0; i < shares.Length; i++)
        {
            Limiter share = Of(charges[i].Limiter, in now);

            // What the whole limit could give, a share may give as one burst of its own.
            long cost = charges[i].Cost <= charges[i].Limiter.Limit.CostMax ? Math.Min(charges[i].Cost, share.Limit.CostMax) : charges[i].Cost;
            shares[i] = charges[i] with { Limiter = share, Cost = (int)cost };
        }

        return Admission.Charge(shares, in now, decisions);
    }

    /// <summary>Gives back what a decision charged, if it was made here.</summary>
    public bool TryRelease(LimitKey key, in LimitDecision decision, in LimitTime now)
    {
        if (!_owners.TryGetValue(decision.Limit!, out Limiter? limiter))
        {
            return false;
        }

        limiter.Release(key, in decision, in now);
        return true;
    }

    private Limiter Of(Limiter limiter, in LimitTime now)
    {
        Limit source = limiter.Limit.Source;

        if (!_shares.TryGetValue(limiter, out Share? share))
        {
            share = _shares.GetOrAdd(limiter, new Share(new Limiter(Compile(limiter.Limit), Limits.LocalKeysMax, null), source));
            _owners.AddOrUpdate(share.Limiter.Limit, share.Limiter);
        }

        // A reload since the last outage: the share keeps its levels as every limit does.
        if (!ReferenceEquals(share.Source, source))
        {
            lock (share)
            {
                share.Limiter.Adopt(Compile(limiter.Limit), in now);
                share.Source = source;
                _owners.AddOrUpdate(share.Limiter.Limit, share.Limiter);
            }
        }

        return share.Limiter;
    }

    private CompiledLimit Compile(CompiledLimit limit) => new(limit.PlanName, LimitShare.Of(limit.Source, replicas));

    private sealed class Share(Limiter limiter, Limit source)
    {
        public Limiter Limiter { get; } = limiter;

        public Limit Source { get; set; } = source;
    }
}
