namespace Gatehouse.RateLimit;

/// <summary>What a request is charged against one limit.</summary>
/// <param name="Limiter">The limit.</param>
/// <param name="Key">Who is charged.</param>
/// <param name="Cost">What it costs, in permits, at least 0. Concurrency limits usually count 1 whatever a request costs.</param>
public readonly record struct LimitCharge(Limiter Limiter, LimitKey Key, int Cost = 1);

/// <summary>
/// Several limits on one request, of one plan or of many and with different keys: all are charged or none. First every limit is
/// asked, and a refusal ends there without a write. Then they are charged, the one with the least left first, since it is the one
/// that a faster request may just have emptied; then nothing has to be taken back. If it was another one, what was charged is
/// taken back, never more than it still weighs. Meanwhile others may see less than there will be, never more: nobody is admitted
/// who would not have been.
/// </summary>
public static class Admission
{
    /// <summary>Charges a request.</summary>
    /// <param name="charges">The charges, at most <see cref="Limits.LimitsPerRequestMax"/>; none admits.</param>
    /// <param name="now">The time.</param>
    /// <param name="decisions">Gets the answer to each charge; at least as long.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is negative, or the time outside 0 to <see cref="Limits.TicksMax"/>.</exception>
    public static AdmissionDecision Charge(ReadOnlySpan<LimitCharge> charges, in LimitTime now, Span<LimitDecision> decisions)
    {
        decisions = decisions[..charges.Length];
        Span<int> order = stackalloc int[Limits.LimitsPerRequestMax];
        order = order[..charges.Length];

        // With one limit there is nothing to take back, so it need not be asked first.
        if (charges.Length > 1)
        {
            AdmissionDecision asked = Peek(charges, in now, decisions);

            if (!asked.IsAdmitted)
            {
                return asked;
            }

            LeastFirst(decisions, order);
        }

        for (int i = 0; i < order.Length; i++)
        {
            int at = order[i];
            decisions[at] = charges[at].Limiter.Charge(charges[at].Key, charges[at].Cost, in now);

            if (Refuses(in decisions[at]))
            {
                return TakeBack(charges, order[..i], at, in now, decisions);
            }
        }

        CountDryRuns(charges, decisions);
        return Summary(decisions);
    }

    /// <summary>Tells what <see cref="Charge"/> would answer, and changes nothing.</summary>
    /// <inheritdoc cref="Charge"/>
    public static AdmissionDecision Peek(ReadOnlySpan<LimitCharge> charges, in LimitTime now, Span<LimitDecision> decisions)
    {
        for (int i = 0; i < charges.Length; i++)
        {
            decisions[i] = charges[i].Limiter.Peek(charges[i].Key, charges[i].Cost, in now);
        }

        return Summary(decisions[..charges.Length]);
    }

    private static void LeastFirst(ReadOnlySpan<LimitDecision> asked, Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            int at = i;
            long remaining = asked[i].Remaining;

            for (; at > 0 && asked[order[at - 1]].Remaining > remaining; at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = i;
        }
    }

    private static AdmissionDecision TakeBack(
        ReadOnlySpan<LimitCharge> charges, ReadOnlySpan<int> charged, int refused, in LimitTime now, Span<LimitDecision> decisions)
    {
        foreach (int at in charged)
        {
            charges[at].Limiter.TakeBack(charges[at].Key, in decisions[at]);
            decisions[at] = charges[at].Limiter.Peek(charges[at].Key, charges[at].Cost, in now);
        }

        return new AdmissionDecision(isAdmitted: false, in decisions[refused], 0);
    }

    private static bool Refuses(in LimitDecision decision) => !decision.IsAdmitted && !decision.Limit!.IsDryRun;

    // Only requests that go through: what an enforced limit refuses says nothing about the limit that is tried.
    internal static void CountDryRuns(ReadOnlySpan<LimitCharge> charges, ReadOnlySpan<LimitDecision> decisions)
    {
        for (int i = 0; i < charges.Length; i++)
        {
            if (decisions[i].Limit!.IsDryRun)
            {
                charges[i].Limiter.CountDryRun(decisions[i].IsAdmitted);
            }
        }
    }

    internal static AdmissionDecision Summary(ReadOnlySpan<LimitDecision> decisions)
    {
        int refusal = -1;
        int tightest = -1;
        int dryRunRefusals = 0;

        for (int i = 0; i < decisions.Length; i++)
        {
            if (Refuses(in decisions[i]))
            {
                refusal = refusal < 0 || Weight(in decisions[i]) > Weight(in decisions[refusal]) ? i : refusal;
            }
            else if (decisions[i].Limit!.IsDryRun)
            {
                dryRunRefusals += decisions[i].IsAdmitted ? 0 : 1;
            }
            else if (decisions.Length == 1 || tightest < 0 || decisions[i].Remaining < decisions[tightest].Remaining)
            {
                tightest = i;
            }
        }

        int decisive = refusal >= 0 ? refusal : tightest;
        return new AdmissionDecision(refusal < 0, decisive >= 0 ? decisions[decisive] : default, dryRunRefusals);
    }

    // What can never pass weighs more than any wait, and a wait nobody knows less.
    private static long Weight(in LimitDecision refusal) =>
        refusal.Reason == AdmissionReason.CostAboveLimit ? long.MaxValue : refusal.RetryAfterTicks;
}
