using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Servers;

/// <summary>Connections, stores and plans on them.</summary>
internal static class Stores
{
    private static int Next;

    public static async Task<IConnectionMultiplexer> ConnectAsync(int port, bool isAdmin = false)
    {
        ConfigurationOptions options = RedisLimitStore.ConnectionOptions(new RedisLimitOptions { Configuration = $"127.0.0.1:{port}" });
        options.AllowAdmin = isAdmin;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    /// <summary>Options of a test that shares with nobody, with a deadline that a busy machine keeps.</summary>
    public static RedisLimitOptions Options(bool isTimeVirtual = true) => new()
    {
        KeyPrefix = $"test-{Interlocked.Increment(ref Next)}",
        TimeoutMs = 5_000,
        IsTimeVirtual = isTimeVirtual,
    };

    public static SharedPlan Plan(this RedisLimitStore store, params ReadOnlySpan<Limit> limits) => new(store, Plans.PlanLimiter(limits), default);

    public static RedisLimitStore Store(IConnectionMultiplexer connection, RedisLimitOptions? options = null, TimeProvider? time = null) =>
        new(connection, options ?? Options(), time);
}

/// <summary>A plan whose levels are in a store.</summary>
internal sealed record SharedPlan(RedisLimitStore Store, PlanLimiter Plan, RemoteTerms Terms)
{
    public LimitDecision[] Decisions { get; private set; } = [];

    public LimitCharge[] Charges(LimitKey key, int cost) => [.. Plan.Limiters.Select(limiter =>
        new LimitCharge(limiter, key, limiter.Limit.Kind == LimitKind.Concurrency ? Math.Min(1, cost) : cost))];

    public async Task<AdmissionDecision> ChargeAsync(int cost = 1, LimitTime? now = null, LimitKey? key = null)
    {
        Decisions = new LimitDecision[Plan.Limiters.Length];
        return await Store.ChargeAsync(Terms, Charges(key ?? Plans.Key(), cost), now ?? Plans.Noon, Decisions);
    }

    /// <summary>How many of so many requests are admitted.</summary>
    public async Task<int> AdmittedAsync(int requests, LimitTime? now = null, LimitKey? key = null)
    {
        int admitted = 0;

        for (int i = 0; i < requests; i++)
        {
            admitted += (await ChargeAsync(1, now, key)).IsAdmitted ? 1 : 0;
        }

        return admitted;
    }
}
