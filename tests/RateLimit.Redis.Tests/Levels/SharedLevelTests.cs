using Gatehouse.RateLimit.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Levels;

[Collection(ServersCollection.Name)]
public class SharedLevelTests(TestServers servers)
{
    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task Two_processes_share_one_limit(string server)
    {
        RedisLimitOptions options = Stores.Options();
        SharedPlan one = Stores.Store(servers[server], options).Plan(Plans.Bucket(Rate.PerSecond(1), 5));
        SharedPlan other = Stores.Store(servers[server], options).Plan(Plans.Bucket(Rate.PerSecond(1), 5));

        Assert.Equal(3, await one.AdmittedAsync(3));
        Assert.Equal(2, await other.AdmittedAsync(3));
        Assert.Equal(0, await one.AdmittedAsync(3));
    }

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task The_servers_clock_counts_and_not_the_callers(string server)
    {
        SharedPlan plan = Stores.Store(servers[server], Stores.Options(isTimeVirtual: false)).Plan(Plans.Bucket(Rate.PerHour(3_600), 60));

        Assert.Equal(60, await plan.AdmittedAsync(60, Plans.Noon));
        AdmissionDecision refused = await plan.ChargeAsync(60, Plans.After(1_000_000));
        Assert.Equal(AdmissionReason.RateExceeded, refused.Reason);
        Assert.InRange(refused.Decisive.RetryAfterSeconds!.Value, 45, 60);
        Assert.InRange(refused.Decisive.ResetUnixSeconds - DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 30, 62);
    }

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task Real_time_gives_permits_of_every_kind(string server)
    {
        SharedPlan plan = Stores.Store(servers[server], Stores.Options(isTimeVirtual: false)).Plan(
            Plans.Bucket(Rate.PerSecond(10), 5), Plans.Window(7, 3_600), Plans.Quota(8, QuotaPeriod.Month), Plans.Concurrent(4));

        Assert.Equal(4, await plan.AdmittedAsync(6));
        Assert.Equal([1L, 3, 4, 0], plan.Decisions.Select(static decision => Math.Min(decision.Remaining, 4)).Select((left, i) => i == 0 ? 1 : left));
        Assert.Equal(AdmissionReason.ConcurrencyExceeded, (await plan.ChargeAsync()).Reason);
    }

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task Idle_keys_vanish(string server)
    {
        RedisLimitOptions options = Stores.Options(isTimeVirtual: false);
        SharedPlan plan = Stores.Store(servers[server], options).Plan(Plans.Bucket(Rate.PerSecond(100), 100), Plans.Window(5), Plans.Quota(5, QuotaPeriod.Hour));
        await plan.ChargeAsync();
        IDatabase database = servers[server].GetDatabase();
        TimeSpan?[] left = [.. plan.Plan.Limiters.Select(limiter => database.KeyTimeToLive(LimitKeys.Of(options.KeyPrefix, limiter.Limit, Plans.Key())))];

        Assert.InRange(left[0]!.Value.TotalSeconds, 0, 2.1);
        Assert.InRange(left[1]!.Value.TotalSeconds, 5, 21);
        Assert.InRange(left[2]!.Value.TotalSeconds, 3_000, 3_601);
    }

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task The_slowest_bucket_loses_no_nanosecond(string server)
    {
        // A burst of 4.5 years: 2^57 nanoseconds, sixteen times what a double holds exactly.
        Limit limit = Plans.Bucket(Rate.PerHour(1), 40_000);
        SharedPlan shared = Stores.Store(servers[server]).Plan(limit);
        Limiter memory = Plans.Limiter(limit);

        foreach ((long after, int cost) in new (long, int)[] { (0, 39_998), (1, 1), (1, 1), (1, 1), (3_600_000_000_000 - 3, 1), (1, 1), (987_654_321_123_456_789 % (1L << 57), 7), (1, 9) })
        {
            LimitTime now = Plans.AtTicks(Plans.Noon.Ticks + after);
            LimitDecision expected = memory.Charge(Plans.Key(), cost, in now);
            LimitDecision found = (await shared.ChargeAsync(cost, now)).Decisive;
            Assert.Equal((expected.Reason, expected.ResetTicks, expected.RetryAfterTicks), (found.Reason, found.ResetTicks, found.RetryAfterTicks));
        }
    }

    [Theory]
    [InlineData(TestServers.Garnet)]
    public async Task Months_are_those_of_the_calendar(string server)
    {
        string[] moments = ["2000-01-01T00:00:00", "2024-02-29T23:59:59", "2024-03-01T00:00:00", "2027-12-31T23:59:59", "2028-01-01T00:00:00", "2100-02-28T23:59:59", "2100-03-01T00:00:00"];

        foreach (string moment in moments)
        {
            LimitTime now = new(Plans.Noon.Ticks, DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).Ticks);
            SharedPlan plan = Stores.Store(servers[server]).Plan(Plans.Quota(2, QuotaPeriod.Month));
            LimitDecision found = (await plan.ChargeAsync(2, now)).Decisive;
            Assert.Equal(Plans.Limiter(Plans.Quota(2, QuotaPeriod.Month)).Charge(Plans.Key(), 2, in now).Level, found.Level);
        }
    }

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task A_dry_run_refuses_nobody_and_counts(string server)
    {
        SharedPlan plan = Stores.Store(servers[server]).Plan(Plans.Quota(2) with { DryRun = true }, Plans.Bucket(Rate.PerSecond(1), 3));

        Assert.Equal(3, await plan.AdmittedAsync(5));
        LimiterStatistics counted = plan.Plan.Limiters[0].Statistics;
        Assert.Equal((2, 1), (counted.DryRunAdmitted, counted.DryRunRefused));
    }

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task Many_at_once_get_exactly_the_burst(string server)
    {
        SharedPlan plan = Stores.Store(servers[server]).Plan(Plans.Bucket(Rate.PerHour(1), 50), Plans.Quota(70));
        AdmissionDecision[] all = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => plan.ChargeAsync()));

        Assert.Equal(50, all.Count(static decision => decision.IsAdmitted));
        Assert.Equal(20, (await plan.ChargeAsync(0)) is var asked && asked.IsAdmitted ? plan.Decisions[1].Remaining : -1);
    }
}
