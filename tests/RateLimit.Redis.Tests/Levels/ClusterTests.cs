using Gatehouse.RateLimit.Redis.Tests.Servers;
using Gatehouse.Testing;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Levels;

/// <summary>A server in cluster mode refuses scripts whose keys are of different slots.</summary>
public class ClusterTests
{
    private static readonly LimitKey Address = Plans.Key("192.0.2.7");
    private static readonly LimitKey Customer = Plans.Key("customer-7");

    [RedisFact]
    public async Task Limits_of_different_keys_are_charged_all_or_none()
    {
        using RedisProcess redis = await RedisProcess.StartAsync("--cluster-enabled", "yes");
        await using (IConnectionMultiplexer admin = await Stores.ConnectAsync(redis.Port, isAdmin: true))
        {
            await admin.GetServer("127.0.0.1", redis.Port).ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", 0, 16383);
        }

        await using IConnectionMultiplexer connection = await Stores.ConnectAsync(redis.Port, isAdmin: true);
        await using RedisLimitStore store = Stores.Store(connection);
        PlanLimiter plan = Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 9), Plans.Quota(3));
        LimitCharge[] charges = [new(plan.Limiters[0], Address), new(plan.Limiters[1], Customer)];
        LimitDecision[] decisions = new LimitDecision[2];
        await Eventually.TrueAsync(async () => (await connection.GetDatabase().ExecuteAsync("CLUSTER", "INFO")).ToString()!.Contains("cluster_state:ok", StringComparison.Ordinal));
        int admitted = 0;

        for (int i = 0; i < 5; i++)
        {
            admitted += (await store.ChargeAsync(default, charges, Plans.Noon, decisions)).IsAdmitted ? 1 : 0;
        }

        Assert.Equal(3, admitted);
        Assert.Equal(AdmissionReason.QuotaExceeded, decisions[1].Reason);

        // Six permits of the address are left: what the refused ones charged was given back.
        Assert.Equal(6, (await new SharedPlan(store, Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 9)), default).ChargeAsync(0, key: Address)).Decisive.Remaining);
        Assert.Equal(0, store.Statistics.Failures);
    }
}
