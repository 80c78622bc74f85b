namespace Gatehouse.RateLimit.Tests.Fields;

/// <summary>What clients read.</summary>
public class RateLimitFieldsTests
{
    [Fact]
    public void An_admitted_request_is_told_the_limits_and_what_is_left() => Assert.Equal(
        ("\"bucket\";q=10;w=1, \"quota\";q=1000;w=2592000, \"concurrent\";q=5;qu=\"concurrent-requests\"",
            "\"bucket\";r=7;t=1, \"quota\";r=997;t=561600, \"concurrent\";r=4",
            ""),
        Told(3, 1, Plans.Bucket(Rate.PerSecond(10)), Plans.Quota(1_000, QuotaPeriod.Month), Plans.Concurrent(5)));

    [Fact]
    public void A_refused_request_is_told_when_to_come_back() => Assert.Equal(
        ("\"bucket\";q=10;w=1", "\"bucket\";r=0;t=1", "1"),
        Told(1, 11, Plans.Bucket(Rate.PerSecond(10))));

    [Fact]
    public void A_wait_is_rounded_up() => Assert.Equal(
        ("\"bucket\";q=3;w=180", "\"bucket\";r=0;t=60", "60"),
        Told(1, 4, Plans.Bucket(Rate.PerMinute(1), 3)));

    [Fact]
    public void A_cost_above_the_limit_is_told_no_time() => Assert.Equal(
        ("\"bucket\";q=10;w=1", "\"bucket\";r=10", ""),
        Told(11, 1, Plans.Bucket(Rate.PerSecond(10))));

    [Fact]
    public void A_burst_below_the_rate_is_told_as_the_rate() => Assert.Equal(
        ("\"bucket\";q=100;w=1", "\"bucket\";r=4;t=1", ""),
        Told(1, 1, Plans.Bucket(Rate.PerSecond(100), 5)));

    [Fact]
    public void A_window_is_told_as_it_is() => Assert.Equal(
        ("\"window\";q=20;w=60", "\"window\";r=18;t=115", ""),
        Told(2, 1, Plans.Window(20, 60)));

    [Fact]
    public void A_dry_run_is_not_told() => Assert.Equal(
        ("", "", ""),
        Told(1, 1, Plans.Bucket(Rate.PerSecond(10)) with { DryRun = true }));

    [Fact]
    public void The_longest_field_fits_and_a_shorter_destination_is_refused()
    {
        Limit[] limits = [.. Enumerable.Range(0, Limits.LimitsPerRequestMax).Select(i => new QuotaLimit
        {
            Name = new string((char)('a' + i), Limits.NameLengthMax),
            Permits = Limits.QuotaPermitsMax,
            Period = QuotaPeriod.Month,
        })];
        LimitDecisions decisions = default;
        Plans.PlanLimiter(limits).Charge(Plans.Key(), 1, Plans.Noon, ref decisions);
        char[] room = new char[RateLimitFields.LengthMax];

        Assert.True(RateLimitFields.TryFormatPolicy(decisions, room, out int policy));
        Assert.True(RateLimitFields.TryFormatLevel(decisions, room, out int level));
        Assert.False(RateLimitFields.TryFormatPolicy(decisions, room.AsSpan(0, policy - 1), out _));
        Assert.False(RateLimitFields.TryFormatLevel(decisions, room.AsSpan(0, level - 1), out _));
    }

    [Fact]
    public void The_older_reset_is_in_seconds_left_or_as_unix_time()
    {
        LimitDecision decision = Plans.Limiter(Plans.Bucket(Rate.PerMinute(1), 3)).Charge(Plans.Key(), 2, Plans.Noon);
        long noon = new DateTimeOffset(Plans.Noon.UtcTicks, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal(120, decision.ResetSeconds);
        Assert.InRange(decision.ResetUnixSeconds, noon + 120, noon + 121);
    }

    private static (string Policy, string Level, string RetryAfter) Told(int cost, int requests, params Limit[] limits)
    {
        PlanLimiter plan = Plans.PlanLimiter(limits);
        LimitDecisions decisions = default;
        AdmissionDecision decision = default;

        for (int i = 0; i < requests; i++)
        {
            decision = plan.Charge(Plans.Key(), cost, Plans.Noon, ref decisions);
        }

        char[] room = new char[RateLimitFields.LengthMax];
        ReadOnlySpan<LimitDecision> told = ((ReadOnlySpan<LimitDecision>)decisions)[..limits.Length];
        Assert.True(RateLimitFields.TryFormatPolicy(told, room, out int written));
        string policy = new(room, 0, written);
        Assert.True(RateLimitFields.TryFormatLevel(told, room, out written));
        string level = new(room, 0, written);
        Assert.True(RateLimitFields.TryFormatRetryAfter(decision.Decisive, room, out written));
        return (policy, level, new string(room, 0, written));
    }
}
