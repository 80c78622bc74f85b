namespace Gatehouse.RateLimit.Tests.Limiters;

/// <summary>Several limits on one request, dry runs, and what a caller may ask.</summary>
public class AdmissionTests
{
    [Fact]
    public void Default_decisions_refuse()
    {
        Assert.False(default(AdmissionDecision).IsAdmitted);
        Assert.Equal(AdmissionReason.None, default(AdmissionDecision).Reason);
        Assert.False(default(LimitDecision).IsAdmitted);
        Assert.Equal(0, default(LimitDecision).Remaining);
        Assert.Null(default(LimitDecision).RetryAfterSeconds);
    }

    [Fact]
    public void A_plan_without_limits_admits() => Assert.True(Charge(Plans.PlanLimiter()).IsAdmitted);

    [Fact]
    public void A_refusal_charges_no_limit()
    {
        PlanLimiter plan = Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 10), Plans.Quota(1), Plans.Concurrent(5));
        Assert.True(Charge(plan).IsAdmitted);
        AdmissionDecision refused = Charge(plan);

        Assert.Equal(AdmissionReason.QuotaExceeded, refused.Reason);
        Assert.Equal("quota", refused.Decisive.Limit!.Name);
        Assert.Equal([9, 0, 4], plan.Limiters.Select(static limiter => limiter.Peek(Plans.Key(), 0, Plans.Noon).Remaining));
    }

    [Fact]
    public void Of_two_refusals_the_one_that_lasts_longer_is_told()
    {
        PlanLimiter plan = Plans.PlanLimiter(Plans.Bucket(Rate.PerSecond(1), 1), Plans.Quota(1));
        Charge(plan);
        Assert.Equal(AdmissionReason.QuotaExceeded, Charge(plan).Reason);
        Assert.Equal(AdmissionReason.CostAboveLimit, Charge(plan, cost: 2).Reason);
        Assert.Null(Charge(plan, cost: 2).Decisive.RetryAfterSeconds);
    }

    [Fact]
    public void Concurrency_counts_a_request_once_whatever_it_costs()
    {
        PlanLimiter plan = Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 100), Plans.Concurrent(2));
        LimitDecisions first = default;
        Assert.True(plan.Charge(Plans.Key(), 40, Plans.Noon, ref first).IsAdmitted);
        Assert.True(Charge(plan, cost: 40).IsAdmitted);
        Assert.Equal(AdmissionReason.ConcurrencyExceeded, Charge(plan).Reason);
        plan.Release(Plans.Key(), in first, Plans.Noon);
        Assert.True(Charge(plan).IsAdmitted);
        Assert.Equal(19, plan.Limiters[0].Peek(Plans.Key(), 0, Plans.Noon).Remaining);
    }

    [Fact]
    public void A_dry_run_counts_what_it_would_refuse_and_refuses_nothing()
    {
        PlanLimiter plan = Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 3) with { DryRun = true }, Plans.Quota(8));
        AdmissionDecision[] decisions = [.. Enumerable.Range(0, 10).Select(_ => Charge(plan))];

        Assert.Equal(8, decisions.Count(static decision => decision.IsAdmitted));
        Assert.Equal(5, decisions.Count(static decision => decision is { IsAdmitted: true, DryRunRefusals: 1 }));
        Assert.Equal(3, plan.Limiters[0].Statistics.DryRunAdmitted);
        Assert.Equal(5, plan.Limiters[0].Statistics.DryRunRefused);
        Assert.Equal("quota", decisions[0].Decisive.Limit!.Name);
    }

    [Fact]
    public void Limits_of_different_keys_are_charged_together()
    {
        PlanLimiter plan = Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 1), Plans.Quota(9));
        LimitCharge[] Of(string route) => [new(plan.Limiters[0], Plans.Key(route).And(Plans.Key("customer"))), new(plan.Limiters[1], Plans.Key("customer"), 2)];
        LimitDecision[] decisions = new LimitDecision[2];

        Assert.True(Admission.Charge(Of("a"), Plans.Noon, decisions).IsAdmitted);
        Assert.False(Admission.Charge(Of("a"), Plans.Noon, decisions).IsAdmitted);
        Assert.True(Admission.Charge(Of("b"), Plans.Noon, decisions).IsAdmitted);
        Assert.Equal(5, plan.Limiters[1].Peek(Plans.Key("customer"), 0, Plans.Noon).Remaining);
    }

    [Fact]
    public void One_limit_named_twice_is_charged_twice_or_not_at_all()
    {
        Limiter limiter = Plans.Limiter(Plans.Quota(3));
        LimitCharge[] twice = [new(limiter, Plans.Key()), new(limiter, Plans.Key())];
        LimitDecision[] decisions = new LimitDecision[2];

        Assert.True(Admission.Charge(twice, Plans.Noon, decisions).IsAdmitted);
        Assert.False(Admission.Charge(twice, Plans.Noon, decisions).IsAdmitted);
        Assert.Equal(1, limiter.Peek(Plans.Key(), 0, Plans.Noon).Remaining);
    }

    [Fact]
    public void Peeking_changes_nothing_and_makes_no_key()
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerHour(1), 2));
        Assert.True(limiter.Peek(Plans.Key(), 2, Plans.Noon).IsAdmitted);
        Assert.True(limiter.Charge(Plans.Key(), 0, Plans.Noon).IsAdmitted);
        Assert.Equal(0, limiter.Statistics.KeysAdded);
        Assert.Equal(2, limiter.Admitted(5, Plans.Noon));
        Assert.False(limiter.Peek(Plans.Key(), 1, Plans.Noon).IsAdmitted);
    }

    [Fact]
    public void A_long_request_renews_its_permit_and_a_lost_one_frees_it()
    {
        Limiter limiter = Plans.Limiter(Plans.Concurrent(2, 10));
        LimitDecision kept = limiter.Charge(Plans.Key(), 1, Plans.Noon);
        Assert.True(limiter.Charge(Plans.Key(), 1, Plans.Noon).IsAdmitted);

        Assert.True(limiter.TryRenew(Plans.Key(), in kept, Plans.After(9), out LimitDecision renewed));
        Assert.Equal(0, limiter.Peek(Plans.Key(), 0, Plans.After(10)).Remaining);
        Assert.Equal(1, limiter.Peek(Plans.Key(), 0, Plans.After(20)).Remaining);
        Assert.True(limiter.TryRenew(Plans.Key(), in renewed, Plans.After(20), out renewed));
        limiter.Release(Plans.Key(), in renewed, Plans.After(21));
        Assert.Equal(2, limiter.Peek(Plans.Key(), 0, Plans.After(21)).Remaining);
        Assert.False(limiter.TryRenew(Plans.Key(), in kept, Plans.After(60), out _));
    }

    [Theory]
    [InlineData(-1, 0L)]
    [InlineData(1, -1L)]
    [InlineData(1, Limits.TicksMax + 1)]
    public void A_negative_cost_and_a_time_out_of_range_are_mistakes(int cost, long ticks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Plans.Limiter(Plans.Quota(1)).Charge(Plans.Key(), cost, new LimitTime(ticks, 0)));

    private static AdmissionDecision Charge(PlanLimiter plan, int cost = 1)
    {
        LimitDecisions decisions = default;
        return plan.Charge(Plans.Key(), cost, Plans.Noon, ref decisions);
    }
}
