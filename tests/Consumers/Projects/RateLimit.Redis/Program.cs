using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;
using Gatehouse.RateLimit.Redis;
using StackExchange.Redis;

// Nobody listens there: the policy says what holds then.
RedisLimitOptions options = new() { Configuration = "127.0.0.1:1", Replicas = 2 };
await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(RedisLimitStore.ConnectionOptions(options));
await using RedisLimitStore store = new(connection, options);
Plan free = new() { Name = "free", Limits = [new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(1), Burst = 2 }] };
LimitClock clock = new(TimeProvider.System);
LimitRegistry registry = new(new LimitRegistryOptions { Seed = SharedSeed.Of("0123456789abcdef") }, clock);
LimitCharge[] charges = [new(registry.Adopt(RateLimitCompiler.Compile([free], new DiagnosticBag()), clock.Now()).Plans[0].Limiters[0], registry.KeyOf<char>("customer-7"))];
LimitDecision[] decisions = new LimitDecision[1];
LimitTime now = clock.Now();
AdmissionDecision closed = await store.ChargeAsync(default, charges, now, decisions);
AdmissionDecision first = await store.ChargeAsync(new RemoteTerms(Outage: RemoteOutage.Local), charges, now, decisions);
AdmissionDecision second = await store.ChargeAsync(new RemoteTerms(Outage: RemoteOutage.Local), charges, now, decisions);
Console.WriteLine($"{closed.Reason} {first.Reason} {second.Reason}, retry after {second.Decisive.RetryAfterSeconds} s");
