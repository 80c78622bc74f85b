using System.Threading.RateLimiting;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.RateLimit.Tests.Adapters;

public class PlanPartitionedRateLimiterTests
{
    private readonly LimitClock _clock = new(new FakeTimeProvider());
    private readonly LimitRegistry _registry = Plans.Registry();

    [Fact]
    public async Task Resources_are_limited_apart_by_plan_and_key()
    {
        using PlanPartitionedRateLimiter<string> limiter = Limiter(Adopt(free: 1, gold: 2));

        Assert.True(limiter.AttemptAcquire("free a").IsAcquired);
        Assert.False(limiter.AttemptAcquire("free a").IsAcquired);
        Assert.True((await limiter.AcquireAsync("free b")).IsAcquired);
        Assert.True(limiter.AttemptAcquire("gold a", 2).IsAcquired);
        Assert.False((await limiter.AcquireAsync("gold a")).IsAcquired);
    }

    [Fact]
    public void The_contract_for_permits_is_that_of_a_limiter()
    {
        using PlanPartitionedRateLimiter<string> limiter = Limiter(Adopt(free: 1, gold: 2));

        Assert.Throws<ArgumentOutOfRangeException>(() => limiter.AttemptAcquire("gold a", 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => limiter.AttemptAcquire("gold a", -1));
        Assert.True(limiter.AttemptAcquire("gold a", 0).IsAcquired);
        Assert.True(limiter.AttemptAcquire("gold a", 2).IsAcquired);
        Assert.False(limiter.AttemptAcquire("gold a", 0).IsAcquired);
    }

    [Fact]
    public void A_reload_is_followed_and_refills_nothing()
    {
        PlanSet plans = Adopt(free: 1, gold: 2);
        using PlanPartitionedRateLimiter<string> limiter = new(name => Partition(plans, name), _clock);
        Assert.True(limiter.AttemptAcquire("gold a", 2).IsAcquired);

        plans = Adopt(free: 1, gold: 3);

        Assert.True(limiter.AttemptAcquire("gold a").IsAcquired);
        Assert.False(limiter.AttemptAcquire("gold a").IsAcquired);
    }

    [Fact]
    public void Statistics_tell_a_resources_permits_and_everybodys_leases()
    {
        using PlanPartitionedRateLimiter<string> limiter = Limiter(Adopt(free: 1, gold: 2));
        limiter.AttemptAcquire("free a");
        limiter.AttemptAcquire("free a");
        limiter.AttemptAcquire("gold a");

        RateLimiterStatistics statistics = limiter.GetStatistics("gold a")!;

        Assert.Equal((1, 2, 1), (statistics.CurrentAvailablePermits, statistics.TotalSuccessfulLeases, statistics.TotalFailedLeases));
    }

    [Fact]
    public void A_disposed_limiter_answers_nothing()
    {
        PlanPartitionedRateLimiter<string> limiter = Limiter(Adopt(free: 1, gold: 2));
        limiter.Dispose();

        Assert.Throws<ObjectDisposedException>(() => limiter.AttemptAcquire("gold a"));
        Assert.Throws<ObjectDisposedException>(() => limiter.GetStatistics("gold a"));
    }

    [Fact]
    public void It_chains_with_limiters_of_others()
    {
        using PlanPartitionedRateLimiter<string> ours = Limiter(Adopt(free: 1, gold: 2));
        using PartitionedRateLimiter<string> chained = PartitionedRateLimiter.CreateChained(
            ours, PartitionedRateLimiter.Create<string, int>(static _ => RateLimitPartition.GetNoLimiter(0)));

        Assert.True(chained.AttemptAcquire("free a").IsAcquired);
        Assert.False(chained.AttemptAcquire("free a").IsAcquired);
    }

    [Fact]
    public void Granting_allocates_nothing()
    {
        PlanSet plans = Adopt(free: 1, gold: 2_000);
        PlanPartition partition = Partition(plans, "gold a");
        using PlanPartitionedRateLimiter<string> limiter = new(_ => partition, _clock);
        Assert.Equal(0, Allocations.Of(() => limiter.AttemptAcquire("gold a").Dispose()));
    }

    private static string[] Words(string name) => name.Split(' ');

    private PlanSet Adopt(long free, long gold)
    {
        DiagnosticBag diagnostics = new();
        PlanTable table = RateLimitCompiler.Compile(
            [Plans.Plan(Plans.Quota(free)), Plans.Plan(Plans.Quota(gold)) with { Name = "gold" }], diagnostics);
        Assert.Empty(diagnostics);
        return _registry.Adopt(table, _clock.Now());
    }

    private PlanPartitionedRateLimiter<string> Limiter(PlanSet plans) => new(name => Partition(plans, name), _clock);

    private static PlanPartition Partition(PlanSet plans, string name)
    {
        Assert.True(plans.TryFind(Words(name)[0], out PlanLimiter? plan));
        return new PlanPartition(plan, Plans.Key(Words(name)[1]));
    }
}
