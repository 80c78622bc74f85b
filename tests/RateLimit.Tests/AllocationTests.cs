using Gatehouse.Testing;

namespace Gatehouse.RateLimit.Tests;

/// <summary>Deciding allocates nothing, and neither does telling.</summary>
public class AllocationTests
{
    private static readonly Limit[] All =
        [Plans.Bucket(Rate.PerSecond(10), 1_000), Plans.Window(1_000), Plans.Quota(100_000), Plans.Concurrent(10_000)];

    public static TheoryData<int> Each => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Each))]
    public void A_decision_of_one_limit_allocates_nothing(int index)
    {
        Limiter limiter = Plans.Limiter(All[index]);
        LimitKey key = Plans.Key();
        Assert.Equal(0, Allocations.Of(() => limiter.Charge(key, 1, Plans.Noon)));
        Assert.Equal(0, Allocations.Of(() => limiter.Peek(key, 1, Plans.Noon)));
        Assert.Equal(0, Allocations.Of(() => limiter.Release(key, limiter.Charge(key, 1, Plans.Noon), Plans.Noon)));
    }

    [Fact]
    public void A_decision_of_a_plan_and_its_fields_allocate_nothing()
    {
        LimitRegistry registry = Plans.Registry();
        PlanLimiter plan = registry.Adopt(Plans.Compile(Plans.Plan(All)), Plans.Noon).Plans[0];
        Assert.Equal(0, Allocations.Of(() =>
        {
            LimitDecisions decisions = default;
            Span<char> field = stackalloc char[RateLimitFields.LengthMax];
            AdmissionDecision decision = plan.Charge(registry.KeyOf<char>("customer-7"), 1, Plans.Noon, ref decisions);
            RateLimitFields.TryFormatPolicy(decisions, field, out _);
            RateLimitFields.TryFormatLevel(decisions, field, out _);
            RateLimitFields.TryFormatRetryAfter(decision.Decisive, field, out _);
        }));
    }

    [Fact]
    public void Keys_that_come_and_go_allocate_nothing_once_the_table_is_there()
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerSecond(1_000), 1), 16);
        LimitKey[] keys = [.. Enumerable.Range(0, 4_096).Select(static i => Plans.Key($"{i}"))];
        int next = 0;
        Assert.Equal(0, Allocations.Of(() => limiter.Charge(keys[next & 4_095], 1, Plans.After(next++))));
        Assert.True(limiter.Statistics.KeysEvicted > 100);
    }
}
