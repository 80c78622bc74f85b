using Gatehouse.RateLimit.Redis.Tests.Servers;
using Gatehouse.Testing;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Outage;

/// <summary>A real server that is killed, stalls or forgets its scripts.</summary>
public class FaultTests
{
    [RedisFact]
    public async Task A_server_that_is_killed_and_comes_back_is_found_again()
    {
        using RedisProcess redis = await RedisProcess.StartAsync();
        await using IConnectionMultiplexer connection = await Stores.ConnectAsync(redis.Port);
        await using RedisLimitStore store = new(connection, Options());
        SharedPlan plan = new(store, Plans.PlanLimiter(Plans.Quota(1_000_000)), default);
        await AnswersAsync(plan);

        redis.Kill();
        await AwayAsync(plan);
        long before = store.Statistics.RoundTrips;
        Assert.Equal(0, await plan.AdmittedAsync(1_000));
        Assert.Equal(before, store.Statistics.RoundTrips);

        await redis.RestartAsync();
        await AnswersAsync(plan);
        Assert.False(store.Statistics.IsAway);
    }

    [RedisFact]
    public async Task A_server_that_stalls_hangs_nobody()
    {
        using RedisProcess redis = await RedisProcess.StartAsync();
        await using IConnectionMultiplexer connection = await Stores.ConnectAsync(redis.Port);
        await using RedisLimitStore store = new(connection, Options());
        SharedPlan plan = new(store, Plans.PlanLimiter(Plans.Quota(1_000_000)), default);
        await AnswersAsync(plan);

        redis.Pause();
        AdmissionDecision[] stalled = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => new SharedPlan(store, plan.Plan, default).ChargeAsync()));
        Assert.All(stalled, static decision => Assert.Equal(AdmissionReason.StoreUnavailable, decision.Reason));
        await AwayAsync(plan);

        redis.Resume();
        await AnswersAsync(plan);
    }

    [RedisFact]
    public async Task Clients_that_the_server_pauses_hang_nobody()
    {
        using RedisProcess redis = await RedisProcess.StartAsync();
        await using IConnectionMultiplexer connection = await Stores.ConnectAsync(redis.Port, isAdmin: true);
        await using RedisLimitStore store = new(connection, Options());
        SharedPlan plan = new(store, Plans.PlanLimiter(Plans.Quota(1_000_000)), new RemoteTerms(RemoteMode.Strict, RemoteOutage.Local));
        await AnswersAsync(plan);

        await connection.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", 2_000, "ALL");
        AdmissionDecision[] paused = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => new SharedPlan(store, plan.Plan, plan.Terms).ChargeAsync()));

        Assert.All(paused, static decision => Assert.True(decision.IsAdmitted));
        Assert.True(store.Statistics.IsAway);
        await Eventually.TrueAsync(() => !store.Statistics.IsAway);
    }

    [RedisFact]
    public async Task Scripts_that_the_server_has_forgotten_are_sent_again()
    {
        using RedisProcess redis = await RedisProcess.StartAsync();
        await using IConnectionMultiplexer connection = await Stores.ConnectAsync(redis.Port, isAdmin: true);
        await using RedisLimitStore store = Stores.Store(connection);
        SharedPlan plan = store.Plan(Plans.Bucket(Rate.PerHour(1), 5));
        Assert.Equal(2, await plan.AdmittedAsync(2));

        await connection.GetServer("127.0.0.1", redis.Port).ScriptFlushAsync();

        Assert.Equal(3, await plan.AdmittedAsync(9));
        Assert.Equal(0, store.Statistics.Failures);
    }

    [RedisFact]
    public async Task Blocks_last_while_the_server_is_away()
    {
        using RedisProcess redis = await RedisProcess.StartAsync();
        await using IConnectionMultiplexer connection = await Stores.ConnectAsync(redis.Port);
        await using RedisLimitStore store = new(connection, Options(timeoutMs: 5_000));
        SharedPlan plan = new(store, Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 40_000)), new RemoteTerms(RemoteMode.Lease));
        Assert.Equal(5_000, await plan.AdmittedAsync(5_000));

        redis.Kill();
        int more = await plan.AdmittedAsync(10_000);

        Assert.InRange(more, 1, store.Options.LeaseBlock);
        await AwayAsync(plan);
    }

    private static RedisLimitOptions Options(int timeoutMs = 200) => new() { TimeoutMs = timeoutMs, BreakerOpenMs = 50, LeaseMs = 60_000 };

    private static Task AnswersAsync(SharedPlan plan) => Eventually.TrueAsync(async () => (await plan.ChargeAsync()).IsAdmitted);

    private static Task AwayAsync(SharedPlan plan) => Eventually.TrueAsync(async () =>
    {
        await plan.ChargeAsync();
        return plan.Store.Statistics.IsAway;
    });
}
