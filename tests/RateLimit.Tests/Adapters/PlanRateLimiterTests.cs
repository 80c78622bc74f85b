using System.Threading.RateLimiting;
using Gatehouse.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.RateLimit.Tests.Adapters;

/// <summary>What every limiter of System.Threading.RateLimiting has to answer, for each kind of limit, with two permits.</summary>
public class PlanRateLimiterTests
{
    private static readonly Limit[] All =
        [Plans.Bucket(Rate.PerSecond(1), 2), Plans.Window(2), Plans.Quota(2, QuotaPeriod.Hour), Plans.Concurrent(2)];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<int> Each => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Permits_are_given_until_there_are_none(int kind)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);

        using RateLimitLease first = limiter.AttemptAcquire();
        using RateLimitLease second = await limiter.AcquireAsync();
        using RateLimitLease third = limiter.AttemptAcquire();
        using RateLimitLease fourth = await limiter.AcquireAsync();

        Assert.Equal([true, true, false, false], [first.IsAcquired, second.IsAcquired, third.IsAcquired, fourth.IsAcquired]);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Several_permits_are_given_at_once_or_not_at_all(int kind)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);

        using RateLimitLease two = limiter.AttemptAcquire(2);
        using RateLimitLease one = limiter.AttemptAcquire(1);

        Assert.True(two.IsAcquired);
        Assert.False(one.IsAcquired);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task More_permits_than_there_ever_are_throw(int kind)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);

        Assert.Equal("permitCount", Assert.Throws<ArgumentOutOfRangeException>(() => limiter.AttemptAcquire(3)).ParamName);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await limiter.AcquireAsync(3));
        Assert.Equal(2, limiter.GetStatistics().CurrentAvailablePermits);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Fewer_than_no_permits_throw(int kind)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);

        Assert.Throws<ArgumentOutOfRangeException>(() => limiter.AttemptAcquire(-1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await limiter.AcquireAsync(-1));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task No_permits_tell_whether_there_are_some_and_take_none(int kind)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);

        Assert.True(limiter.AttemptAcquire(0).IsAcquired);
        Assert.True((await limiter.AcquireAsync(0)).IsAcquired);
        Assert.Equal(2, limiter.GetStatistics().CurrentAvailablePermits);
        using RateLimitLease all = limiter.AttemptAcquire(2);
        Assert.False(limiter.AttemptAcquire(0).IsAcquired);
        Assert.False((await limiter.AcquireAsync(0)).IsAcquired);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Statistics_count_and_are_new_each_time(int kind)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);
        RateLimiterStatistics before = limiter.GetStatistics();
        using RateLimitLease granted = limiter.AttemptAcquire(2);
        using RateLimitLease refused = limiter.AttemptAcquire();

        Assert.Equal((2, 0, 0, 0), Told(before));
        Assert.Equal((0, 0, 1, 1), Told(limiter.GetStatistics()));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task A_disposed_limiter_answers_nothing(int kind)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);
        RateLimitLease held = limiter.AttemptAcquire();
        limiter.Dispose();
        await limiter.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => limiter.AttemptAcquire());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await limiter.AcquireAsync());
        Assert.Throws<ObjectDisposedException>(() => limiter.GetStatistics());
        held.Dispose();
    }

    [Fact]
    public async Task A_cancelled_caller_is_told_so()
    {
        PlanRateLimiter limiter = Limiter(All[0]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await limiter.AcquireAsync(1, new CancellationToken(canceled: true)));
        Assert.Equal(2, limiter.GetStatistics().CurrentAvailablePermits);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 20)]
    [InlineData(2, 3_600)]
    public void It_is_idle_once_all_permits_are_back(int kind, int seconds)
    {
        PlanRateLimiter limiter = Limiter(All[kind]);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), limiter.IdleDuration);
        using RateLimitLease lease = limiter.AttemptAcquire(2);
        Assert.Null(limiter.IdleDuration);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.InRange(limiter.IdleDuration!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void It_is_not_idle_while_a_request_is_under_way()
    {
        PlanRateLimiter limiter = Limiter(All[3]);
        RateLimitLease lease = limiter.AttemptAcquire();
        Assert.Null(limiter.IdleDuration);
        lease.Dispose();
        Assert.NotNull(limiter.IdleDuration);
    }

    [Fact]
    public void A_refusal_tells_when_to_come_back_to_the_tick()
    {
        PlanRateLimiter limiter = Limiter(Plans.Bucket(Rate.PerSecond(3), 1));
        limiter.AttemptAcquire();
        RateLimitLease refused = limiter.AttemptAcquire();

        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait));
        _time.Advance(wait - TimeSpan.FromTicks(1));
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void A_refusal_tells_the_limit_that_decided()
    {
        PlanRateLimiter limiter = Limiter(Plans.Bucket(Rate.PerSecond(10), 5), Plans.Quota(1));
        limiter.AttemptAcquire();
        RateLimitLease refused = limiter.AttemptAcquire();

        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["RETRY_AFTER"] = TimeSpan.FromHours(12),
                ["REASON_PHRASE"] = "QuotaExceeded",
                ["RATE_LIMIT_PLAN"] = "free",
                ["RATE_LIMIT_NAME"] = "quota",
                ["RATE_LIMIT_LIMIT"] = 1L,
                ["RATE_LIMIT_REMAINING"] = 0L,
                ["RATE_LIMIT_RESET"] = TimeSpan.FromHours(12),
                ["RATE_LIMIT_REASON"] = AdmissionReason.QuotaExceeded,
            },
            refused.GetAllMetadata().ToDictionary());
    }

    [Fact]
    public void A_refusal_for_requests_under_way_has_no_time()
    {
        PlanRateLimiter limiter = Limiter(Plans.Concurrent(1));
        using RateLimitLease held = limiter.AttemptAcquire();
        RateLimitLease refused = limiter.AttemptAcquire();

        Assert.False(refused.TryGetMetadata(MetadataName.RetryAfter, out _));
        Assert.DoesNotContain(MetadataName.RetryAfter.Name, refused.MetadataNames);
        Assert.True(refused.TryGetMetadata(PlanLeaseMetadata.Reason, out AdmissionReason reason));
        Assert.Equal(AdmissionReason.ConcurrencyExceeded, reason);
    }

    [Fact]
    public void A_granted_lease_tells_only_when_asked_to()
    {
        Assert.Empty(Limiter(All[0]).AttemptAcquire().MetadataNames);
        RateLimitLease described = Limiter(describes: true, All[0]).AttemptAcquire();
        Assert.True(described.TryGetMetadata(PlanLeaseMetadata.Remaining, out long remaining));
        Assert.Equal(1, remaining);
        Assert.False(described.TryGetMetadata(MetadataName.RetryAfter, out _));
        Assert.False(described.TryGetMetadata("unheard-of", out _));
        Assert.All(described.MetadataNames, name => Assert.True(described.TryGetMetadata(name, out _)));
    }

    [Fact]
    public void A_permit_is_given_back_once_and_only_by_its_lease()
    {
        PlanRateLimiter limiter = Limiter(Plans.Concurrent(2), Plans.Bucket(Rate.PerSecond(1), 10));
        RateLimitLease lease = limiter.AttemptAcquire();
        using RateLimitLease other = limiter.AttemptAcquire();
        lease.Dispose();
        lease.Dispose();

        Assert.Equal(1, limiter.GetStatistics().CurrentAvailablePermits);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void Two_limiters_of_one_key_share_its_level()
    {
        LimitClock clock = new(_time);
        PlanLimiter plan = Plans.Registry().Adopt(Plans.Compile(Plans.Plan(All[0])), clock.Now()).Plans[0];

        Assert.True(new PlanRateLimiter(plan, Plans.Key(), clock).AttemptAcquire(2).IsAcquired);
        Assert.False(new PlanRateLimiter(plan, Plans.Key(), clock).AttemptAcquire().IsAcquired);
        Assert.True(new PlanRateLimiter(plan, Plans.Key("b"), clock).AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void A_plan_without_limits_grants_everything()
    {
        PlanRateLimiter limiter = Limiter();

        Assert.True(limiter.AttemptAcquire(int.MaxValue).IsAcquired);
        Assert.Equal(long.MaxValue, limiter.GetStatistics().CurrentAvailablePermits);
    }

    [Fact]
    public void Granting_allocates_nothing()
    {
        PlanRateLimiter limiter = Limiter(Plans.Bucket(Rate.PerSecond(1_000_000)), Plans.Quota(1_000_000));
        Assert.Equal(0, Allocations.Of(() => limiter.AttemptAcquire().Dispose()));
    }

    private static (long Available, long Queued, long Granted, long Refused) Told(RateLimiterStatistics statistics) =>
        (statistics.CurrentAvailablePermits, statistics.CurrentQueuedCount, statistics.TotalSuccessfulLeases, statistics.TotalFailedLeases);

    private PlanRateLimiter Limiter(params ReadOnlySpan<Limit> limits) => Limiter(describes: false, limits);

    private PlanRateLimiter Limiter(bool describes, params ReadOnlySpan<Limit> limits)
    {
        LimitClock clock = new(_time);
        PlanLimiter plan = Plans.Registry().Adopt(Plans.Compile(Plans.Plan(limits)), clock.Now()).Plans[0];
        return new PlanRateLimiter(plan, Plans.Key(), clock) { DescribesAdmissions = describes };
    }
}
