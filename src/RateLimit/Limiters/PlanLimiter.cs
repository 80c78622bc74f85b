using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>A plan with its limiters: what a customer's request is charged against.</summary>
public sealed class PlanLimiter
{
    internal PlanLimiter(string name, ImmutableArray<Limiter> limiters)
    {
        Name = name;
        Limiters = limiters;
    }

    /// <summary>The plan's name.</summary>
    public string Name { get; }

    /// <summary>The limiters of its limits, in their order.</summary>
    public ImmutableArray<Limiter> Limiters { get; }

    /// <summary>Charges a request against every limit of the plan, or against none.</summary>
    /// <param name="key">Who is charged.</param>
    /// <param name="cost">What it costs, in permits; a concurrency limit counts it once whatever it costs.</param>
    /// <param name="now">The time.</param>
    /// <param name="decisions">Gets the answer of each limit, in their order, as far as <see cref="Limiters"/> is long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cost is negative, or the time outside 0 to <see cref="Limits.TicksMax"/>.</exception>
    public AdmissionDecision Charge(LimitKey key, int cost, in LimitTime now, ref LimitDecisions decisions)
    {
        Unsafe.SkipInit(out Charges charges);
        return Admission.Charge(Fill(ref charges, key, cost, Math.Min(cost, 1)), in now, decisions);
    }

    /// <summary>As <see cref="Charge"/>, with every permit charged to concurrency limits as well: what callers of a rate limiter count on.</summary>
    internal AdmissionDecision ChargeEach(LimitKey key, int permits, in LimitTime now, ref LimitDecisions decisions)
    {
        Unsafe.SkipInit(out Charges charges);
        return Admission.Charge(Fill(ref charges, key, permits, permits), in now, decisions);
    }

    /// <summary>Tells what <see cref="Charge"/> would answer, and changes nothing.</summary>
    /// <inheritdoc cref="Charge"/>
    public AdmissionDecision Peek(LimitKey key, int cost, in LimitTime now, ref LimitDecisions decisions)
    {
        Unsafe.SkipInit(out Charges charges);
        return Admission.Peek(Fill(ref charges, key, cost, Math.Min(cost, 1)), in now, decisions);
    }

    /// <summary>Gives the permits of concurrency limits back when a request has ended. Call it at most once for an admitted request.</summary>
    /// <param name="key">Who was charged.</param>
    /// <param name="decisions">What <see cref="Charge"/> answered.</param>
    /// <param name="now">The time.</param>
    public void Release(LimitKey key, in LimitDecisions decisions, in LimitTime now)
    {
        for (int i = 0; i < Limiters.Length; i++)
        {
            if (decisions[i].Limit?.Kind == LimitKind.Concurrency)
            {
                Limiters[i].Release(key, in decisions[i], in now);
            }
        }
    }

    private ReadOnlySpan<LimitCharge> Fill(ref Charges charges, LimitKey key, int cost, int concurrent)
    {
        for (int i = 0; i < Limiters.Length; i++)
        {
            bool isConcurrency = Limiters[i].Limit.Kind == LimitKind.Concurrency;
            charges[i] = new LimitCharge(Limiters[i], key, isConcurrency ? concurrent : cost);
        }

        return ((ReadOnlySpan<LimitCharge>)charges)[..Limiters.Length];
    }

    [InlineArray(Limits.LimitsPerRequestMax)]
    private struct Charges
    {
        private LimitCharge _first;
    }
}
