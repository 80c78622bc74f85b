using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Gatehouse.RateLimit.Tests.Limiters;

/// <summary>A reload changes limits and refills nobody.</summary>
public class ReloadTests
{
    private readonly LimitRegistry _registry = Plans.Registry();

    [Fact]
    public void The_same_plan_keeps_its_limiters()
    {
        PlanSet first = Adopt(Plans.Plan(Plans.Bucket(Rate.PerHour(1), 5)));
        Assert.Equal(5, first.Plans[0].Limiters[0].Admitted(9, Plans.Noon));
        PlanSet second = Adopt(Plans.Plan(Plans.Bucket(Rate.PerHour(1), 5)));

        Assert.Same(first.Plans[0].Limiters[0], second.Plans[0].Limiters[0]);
        Assert.Equal(0, second.Plans[0].Limiters[0].Admitted(9, Plans.Noon));
    }

    [Theory]
    [InlineData(100, 10)]
    [InlineData(10, 100)]
    [InlineData(3, 7)]
    public void Permits_used_stay_used_when_the_rate_changes(int before, int after)
    {
        Limiter limiter = Adopt(Plans.Plan(Plans.Bucket(Rate.PerSecond(before), 20))).Plans[0].Limiters[0];
        Assert.Equal(12, limiter.Admitted(12, Plans.Noon));
        Adopt(Plans.Plan(Plans.Bucket(Rate.PerSecond(after), 20)));

        Assert.Equal(8, limiter.Peek(Plans.Key(), 0, Plans.Noon).Remaining);
        Assert.Equal(8, limiter.Admitted(30, Plans.Noon));
        Assert.Equal(after == 10 ? 10 : Math.Min(20, after), limiter.Admitted(30, Plans.After(1.000_001)));
    }

    [Fact]
    public void A_larger_burst_adds_what_it_is_larger_by_and_a_smaller_one_waits_until_it_is_paid()
    {
        Limiter limiter = Adopt(Plans.Plan(Plans.Bucket(Rate.PerSecond(1), 10))).Plans[0].Limiters[0];
        Assert.Equal(10, limiter.Admitted(20, Plans.Noon));
        Adopt(Plans.Plan(Plans.Bucket(Rate.PerSecond(1), 15)));
        Assert.Equal(5, limiter.Admitted(20, Plans.Noon));
        Adopt(Plans.Plan(Plans.Bucket(Rate.PerSecond(1), 5)));

        LimitDecision refused = limiter.Charge(Plans.Key(), 1, Plans.Noon);
        Assert.Equal(0, refused.Remaining);
        Assert.Equal(11, refused.RetryAfterSeconds);
    }

    [Fact]
    public void A_limit_that_was_gone_for_a_while_finds_its_levels_again_until_they_no_longer_matter()
    {
        Limiter limiter = Adopt(Plans.Plan(Plans.Bucket(Rate.PerSecond(1), 10))).Plans[0].Limiters[0];
        limiter.Admitted(10, Plans.Noon);
        _registry.Adopt(PlanTable.Empty, Plans.After(1));
        Assert.Equal(1, _registry.Count);
        Assert.Same(limiter, _registry.Adopt(Plans.Compile(Plans.Plan(Plans.Bucket(Rate.PerSecond(1), 10))), Plans.After(2)).Plans[0].Limiters[0]);
        _registry.Adopt(PlanTable.Empty, Plans.After(3));
        _registry.Adopt(PlanTable.Empty, Plans.After(13));
        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void Levels_that_nobody_met_during_many_changes_are_converted_as_well()
    {
        Limiter limiter = Adopt(Plans.Plan(Plans.Bucket(Rate.PerHour(1), 10))).Plans[0].Limiters[0];
        Assert.Equal(7, limiter.Admitted(7, Plans.Noon));

        foreach (int rate in new[] { 2, 3, 5, 8, 13, 21, 34, 1 })
        {
            Adopt(Plans.Plan(Plans.Bucket(Rate.PerHour(rate), 10)));
        }

        // Rounded up by less than a tick at each change.
        Assert.InRange(limiter.Peek(Plans.Key(), 0, Plans.Noon).Remaining, 2, 3);
    }

    [Fact]
    public void A_request_under_way_keeps_its_permit_when_the_number_of_permits_changes()
    {
        Limiter limiter = Adopt(Plans.Plan(Plans.Concurrent(2))).Plans[0].Limiters[0];
        LimitDecision held = limiter.Charge(Plans.Key(), 1, Plans.Noon);
        Adopt(Plans.Plan(Plans.Concurrent(5)));

        Assert.Equal(4, limiter.Peek(Plans.Key(), 0, Plans.Noon).Remaining);
        limiter.Release(Plans.Key(), in held, Plans.Noon);
        Assert.Equal(5, limiter.Peek(Plans.Key(), 0, Plans.Noon).Remaining);
    }

    [Property(Arbitrary = [typeof(LimitChanges)], MaxTest = 500)]
    public void Whatever_a_limit_becomes_permits_used_stay_used(Limit before, Limit after, byte share)
    {
        LimitRegistry registry = Plans.Registry();
        Limiter limiter = registry.Adopt(Plans.Compile(Plans.Plan(before)), Plans.Noon).Plans[0].Limiters[0];
        long used = limiter.Admitted(1 + (share % 20), Plans.Noon);
        registry.Adopt(Plans.Compile(Plans.Plan(after)), Plans.Noon);
        LimitDecision now = limiter.Peek(Plans.Key(), 0, Plans.Noon);

        Assert.Equal(Math.Max(0, limiter.Limit.CostMax - used), now.Remaining);
    }

    private PlanSet Adopt(params ReadOnlySpan<Plan> plans) => _registry.Adopt(Plans.Compile(plans), Plans.Noon);
}

public static class LimitChanges
{
    public static Arbitrary<Limit> Limits() => Gen.OneOf(
        from rate in Gen.Choose(1, 1_000) from burst in Gen.Choose(1, 40) select (Limit)(Plans.Bucket(Rate.PerMinute(rate), burst) with { Name = "limit" }),
        from permits in Gen.Choose(1, 40) from seconds in Gen.Choose(1, 100) select (Limit)(Plans.Window(permits, seconds) with { Name = "limit" }),
        from permits in Gen.Choose(1, 40) from period in Gen.Elements(Enum.GetValues<QuotaPeriod>()) select (Limit)(Plans.Quota(permits, period) with { Name = "limit" }))
        .ToArbitrary();
}
