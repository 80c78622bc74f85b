using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <content>Permits of concurrency limits, which a request holds until it ends.</content>
public sealed partial class RequestLimits
{
    // After so many nanoseconds the permits are renewed: half of the shortest lease. 0: none is held.
    private long _renewalTicks;
    private long _heldSince;

    /// <summary>Whether the request holds permits that have to be given back when it ends, and renewed while it lasts.</summary>
    public bool HoldsPermits => _renewalTicks > 0;

    /// <summary>Holds the permits for another lease, once half of the shortest is over.</summary>
    /// <param name="now">The time.</param>
    public void Renew(in LimitTime now)
    {
        if (!HoldsPermits || now.Ticks - _heldSince < _renewalTicks)
        {
            return;
        }

        _heldSince = now.Ticks;

        for (int i = 0; i < _count; i++)
        {
            if (IsPermit(i))
            {
                // What has run out is lost, as if its holder were: the request goes on, and is not counted any more.
                _charges[i].Limiter.TryRenew(_charges[i].Key, in _decisions[i], in now, out _decisions[i]);
            }
        }
    }

    /// <summary>Gives the permits back. The request has ended, however it did.</summary>
    public void Release()
    {
        if (!HoldsPermits)
        {
            return;
        }

        LimitTime now = _clock.Now();
        _renewalTicks = 0;

        for (int i = 0; i < _count; i++)
        {
            if (IsPermit(i))
            {
                _charges[i].Limiter.Release(_charges[i].Key, in _decisions[i], in now);
            }
        }
    }

    private void Hold(int first)
    {
        for (int i = first; i < _count; i++)
        {
            if (_decisions[i] is { IsAdmitted: true, Limit.Source: ConcurrencyLimit limit })
            {
                long half = limit.Lease.Ticks * TimeSpan.NanosecondsPerTick / 2;
                _renewalTicks = HoldsPermits ? Math.Min(_renewalTicks, half) : half;
                _heldSince = _now.Ticks;
            }
        }
    }

    private bool IsPermit(int index) => _decisions[index] is { IsAdmitted: true, Limit.Kind: LimitKind.Concurrency };
}
