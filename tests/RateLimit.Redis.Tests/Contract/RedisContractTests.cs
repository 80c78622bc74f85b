using Gatehouse.RateLimit.Redis.Tests.Servers;
using Gatehouse.RateLimit.Tests.Contract;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Contract;

/// <summary>The vectors of the memory limiter, answered by a server.</summary>
[Collection(ServersCollection.Name)]
public class RedisContractTests(TestServers servers)
{
    public static TheoryData<string> Vectors => LimiterContract.Vectors;

    [Theory]
    [MemberData(nameof(Vectors))]
    public Task Garnet_answers_as_memory_does(string name) => new OnServer(servers[TestServers.Garnet]).Answers_are_those_of_the_vector(name);

    [RedisTheory]
    [MemberData(nameof(Vectors))]
    public Task Redis_answers_as_memory_does(string name) => new OnServer(servers[TestServers.Redis]).Answers_are_those_of_the_vector(name);

    private sealed class OnServer(IConnectionMultiplexer connection) : LimiterContract
    {
        protected override Task<ILimiterUnderTest> CreateAsync(Plan plan) =>
            Task.FromResult<ILimiterUnderTest>(new Shared(Stores.Store(connection).Plan([.. plan.Limits])));
    }

    private sealed class Shared(SharedPlan plan) : ILimiterUnderTest
    {
        public Task<AdmissionDecision> ChargeAsync(string key, int cost, LimitTime now) => plan.ChargeAsync(cost, now, Plans.Key(key));
    }
}
