namespace Gatehouse.RateLimit;

/// <summary>The permits of concurrency limits that a lease gives back.</summary>
internal sealed class HeldPermits
{
    private readonly (Limiter Limiter, LimitDecision Receipt)[] _permits;
    private readonly LimitKey _key;
    private readonly LimitClock _clock;

    private HeldPermits((Limiter, LimitDecision)[] permits, LimitKey key, LimitClock clock)
    {
        _permits = permits;
        _key = key;
        _clock = clock;
    }

    /// <summary>What an admission holds; <see langword="null"/> where nothing has to be given back, as is usual.</summary>
    public static HeldPermits? Of(PlanPartition partition, in LimitDecisions decisions, LimitClock clock)
    {
        int held = 0;
        int limits = partition.Plan.Limiters.Length;

        for (int i = 0; i < limits; i++)
        {
            held += IsHeld(in decisions[i]) ? 1 : 0;
        }

        if (held == 0)
        {
            return null;
        }

        (Limiter, LimitDecision)[] permits = new (Limiter, LimitDecision)[held];

        for (int i = limits - 1; i >= 0; i--)
        {
            if (IsHeld(in decisions[i]))
            {
                permits[--held] = (partition.Plan.Limiters[i], decisions[i]);
            }
        }

        return new HeldPermits(permits, partition.Key, clock);
    }

    public void Release()
    {
        LimitTime now = _clock.Now();

        foreach (ref readonly (Limiter Limiter, LimitDecision Receipt) permit in _permits.AsSpan())
        {
            permit.Limiter.Release(_key, in permit.Receipt, in now);
        }
    }

    private static bool IsHeld(in LimitDecision decision) => decision.IsCharged && decision.Limit!.Kind == LimitKind.Concurrency;
}
