using Gatehouse.RateLimit.Redis.Tests.Servers;
using Gatehouse.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.RateLimit.Redis.Tests.Leases;

[Collection(ServersCollection.Name)]
public class LeaseTests(TestServers servers)
{
    private static readonly RemoteTerms Lease = new(RemoteMode.Lease);

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task A_hot_key_takes_less_than_one_round_trip_for_100_admitted(string server)
    {
        await using RedisLimitStore store = Stores.Store(servers[server]);
        SharedPlan plan = store.Plan(Plans.Bucket(Rate.PerHour(1), 40_000)) with { Terms = Lease };

        Assert.Equal(20_000, await plan.AdmittedAsync(20_000));
        Assert.InRange(store.Statistics.RoundTrips, 1, 200);
    }

    [Theory]
    [MemberData(nameof(TestServers.Names), MemberType = typeof(TestServers))]
    public async Task One_process_alone_gets_exactly_the_limit(string server)
    {
        await using RedisLimitStore store = Stores.Store(servers[server]);
        SharedPlan plan = store.Plan(Plans.Bucket(Rate.PerHour(1), 500), Plans.Quota(700)) with { Terms = Lease };

        Assert.Equal(500, await plan.AdmittedAsync(1_000));
        LimitDecision refused = (await plan.ChargeAsync()).Decisive;
        Assert.Equal(AdmissionReason.RateExceeded, refused.Reason);
        Assert.Equal(3_600, refused.RetryAfterSeconds);
    }

    [Fact]
    public async Task A_refusal_is_remembered_until_it_is_over()
    {
        await using RedisLimitStore store = Stores.Store(servers[TestServers.Garnet]);
        SharedPlan plan = store.Plan(Plans.Bucket(Rate.PerSecond(1), 1)) with { Terms = Lease };
        Assert.Equal(1, await plan.AdmittedAsync(2));
        long before = store.Statistics.RoundTrips;

        Assert.Equal(0, await plan.AdmittedAsync(1_000, Plans.After(0.5)));
        Assert.Equal(before, store.Statistics.RoundTrips);
        Assert.Equal(1, await plan.AdmittedAsync(1, Plans.After(1)));
    }

    [Fact]
    public async Task All_limits_are_charged_or_none()
    {
        await using RedisLimitStore store = Stores.Store(servers[TestServers.Garnet]);
        SharedPlan plan = store.Plan(Plans.Quota(100), Plans.Bucket(Rate.PerHour(1), 10)) with { Terms = Lease };
        Assert.Equal(10, await plan.AdmittedAsync(50));
        await store.DisposeAsync();

        // What blocks still held has gone back: ten permits of the quota are used.
        await using RedisLimitStore other = Stores.Store(servers[TestServers.Garnet], store.Options);
        Assert.Equal(90, (await other.Plan(Plans.Quota(100)).ChargeAsync(0)).Decisive.Remaining);
    }

    [Fact]
    public async Task A_block_that_nobody_spends_is_given_back()
    {
        FakeTimeProvider time = new();
        await using RedisLimitStore store = Stores.Store(servers[TestServers.Garnet], time: time);
        SharedPlan plan = store.Plan(Plans.Bucket(Rate.PerHour(1), 1_000)) with { Terms = Lease };
        Assert.Equal(100, await plan.AdmittedAsync(100));
        SharedPlan other = plan with { Terms = default };
        Assert.True((await other.ChargeAsync(0)).Decisive.Remaining < 900);

        time.Advance(TimeSpan.FromMilliseconds(store.Options.LeaseMs));
        time.Advance(TimeSpan.FromMilliseconds(store.Options.LeaseMs));

        Assert.Equal(0, store.Statistics.Leases);
        await Eventually.TrueAsync(async () => (await other.ChargeAsync(0)).Decisive.Remaining == 900);
    }

    [Fact]
    public async Task Keys_beyond_the_bound_are_decided_strictly()
    {
        RedisLimitOptions options = Stores.Options();
        options.LeasesMax = 10;
        await using RedisLimitStore store = Stores.Store(servers[TestServers.Garnet], options);
        SharedPlan plan = store.Plan(Plans.Bucket(Rate.PerHour(1), 2)) with { Terms = Lease };

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(2, await plan.AdmittedAsync(3, key: Plans.Key($"{i}")));
        }

        Assert.Equal(10, store.Statistics.Leases);
    }

    [Fact]
    public async Task Costs_and_limits_that_no_block_can_serve_are_decided_strictly()
    {
        await using RedisLimitStore store = Stores.Store(servers[TestServers.Garnet]);
        SharedPlan bucket = store.Plan(Plans.Bucket(Rate.PerHour(1), 10)) with { Terms = Lease };
        Assert.Equal(AdmissionReason.CostAboveLimit, (await bucket.ChargeAsync(11)).Reason);
        Assert.True((await bucket.ChargeAsync(10)).IsAdmitted);
        Assert.Equal(AdmissionReason.RateExceeded, (await bucket.ChargeAsync(1)).Reason);

        SharedPlan concurrent = store.Plan(Plans.Concurrent(1)) with { Terms = Lease };
        Assert.True((await concurrent.ChargeAsync()).IsAdmitted);
        store.Release(concurrent.Charges(Plans.Key(), 1), concurrent.Decisions, Plans.Noon);
        Assert.True((await concurrent.ChargeAsync()).IsAdmitted);
        Assert.Equal(AdmissionReason.ConcurrencyExceeded, (await concurrent.ChargeAsync()).Reason);
    }

    [Fact]
    public async Task A_decision_from_a_block_allocates_nothing()
    {
        RedisLimitOptions options = Stores.Options();
        options.LeaseBlock = Limits.LeaseBlockMax;
        await using RedisLimitStore store = Stores.Store(servers[TestServers.Garnet], options);
        SharedPlan plan = store.Plan(Plans.Bucket(Rate.PerHour(1), 40_000)) with { Terms = Lease };

        // Until a block of 8 192 has been filled, which is far more than the measurement spends.
        while (store.Statistics.RoundTrips < 14)
        {
            await plan.ChargeAsync();
        }

        LimitCharge[] charges = plan.Charges(Plans.Key(), 1);
        LimitDecision[] decisions = new LimitDecision[1];
        await Eventually.TrueAsync(() => store.TryCharge(Lease, charges, Plans.Noon, decisions, out _));
        await plan.ChargeAsync(0);
        long before = store.Statistics.RoundTrips;

        Assert.Equal(0, Allocations.Of(() => store.TryCharge(Lease, charges, Plans.Noon, decisions, out _)));
        Assert.Equal(before, store.Statistics.RoundTrips);
    }
}
