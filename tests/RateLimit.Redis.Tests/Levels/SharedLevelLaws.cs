using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gatehouse.RateLimit.Redis.Tests.Servers;
using Gatehouse.RateLimit.Tests.Algorithms;

namespace Gatehouse.RateLimit.Redis.Tests.Levels;

/// <summary>
/// A server answers what memory answers, to the nanosecond: memory is tested against exact models. And the bound that matters
/// most is asked of the server by itself.
/// </summary>
[Collection(ServersCollection.Name)]
[Properties(Arbitrary = [typeof(TrafficCases), typeof(LimitPairs)], MaxTest = 20)]
public class SharedLevelLaws(TestServers servers)
{
    [Property]
    public Task A_token_bucket_answers_as_in_memory(BucketCase given) => AnswersAsInMemoryAsync(Plans.Bucket(given.Rate, given.Burst), given.Traffic);

    [Property]
    public Task A_sliding_window_answers_as_in_memory(WindowCase given) => AnswersAsInMemoryAsync(Plans.Window(given.Permits, given.Seconds), given.Traffic);

    [Property]
    public Task A_quota_answers_as_in_memory(QuotaCase given) => AnswersAsInMemoryAsync(Plans.Quota(given.Permits, given.Period), given.Traffic);

    [Property]
    public async Task Permits_held_and_given_back_are_those_of_memory(LeaseCase given)
    {
        foreach (string server in TestServers.All)
        {
            SharedPlan shared = Stores.Store(servers[server]).Plan(Plans.Concurrent(given.Permits, given.Seconds));
            PlanLimiter memory = Plans.PlanLimiter(Plans.Concurrent(given.Permits, given.Seconds));
            List<(LimitDecisions Here, LimitDecision There)> held = [];
            LimitTime now = Plans.Noon;

            foreach (LeaseStep step in given.Steps)
            {
                now = Plans.AtTicks(now.Ticks + step.After);

                if (step.Release is int which)
                {
                    if (which < held.Count)
                    {
                        memory.Release(Plans.Key(), held[which].Here, in now);
                        shared.Store.Release(shared.Charges(Plans.Key(), 1), [held[which].There], in now);
                        held.RemoveAt(which);
                    }

                    continue;
                }

                LimitDecisions decisions = default;
                AdmissionDecision expected = memory.Charge(Plans.Key(), 1, in now, ref decisions);
                AdmissionDecision found = await shared.ChargeAsync(1, now);
                Assert.Equal((expected.IsAdmitted, expected.Decisive.Remaining), (found.IsAdmitted, found.Decisive.Remaining));

                if (found.IsAdmitted)
                {
                    held.Add((decisions, shared.Decisions[0]));
                }
            }
        }
    }

    [Property]
    public async Task Never_more_than_burst_and_rate_times_elapsed(BucketCase given)
    {
        foreach (string server in TestServers.All)
        {
            SharedPlan shared = Stores.Store(servers[server]).Plan(Plans.Bucket(given.Rate, given.Burst));
            BigInteger period = CompiledLimit.TicksOfPeriod(given.Rate.Period);
            List<(long At, int Cost)> admitted = [];
            LimitTime now = Plans.Noon;

            foreach (Arrival arrival in given.Traffic.Arrivals)
            {
                now = Plans.AtTicks(now.Ticks + arrival.After);

                if ((await shared.ChargeAsync(arrival.Cost, now)).IsAdmitted)
                {
                    admitted.Add((now.Ticks, arrival.Cost));
                }
            }

            for (int first = 0; first < admitted.Count; first++)
            {
                BigInteger sum = 0;

                for (int last = first; last < admitted.Count; last++)
                {
                    sum += admitted[last].Cost;
                    Assert.True(sum * period <= (given.Burst * period) + (given.Rate.Permits * (BigInteger)(admitted[last].At - admitted[first].At)));
                }
            }
        }
    }

    [Property]
    public async Task Whatever_a_limit_becomes_permits_used_stay_used(LimitPair given)
    {
        foreach (string server in TestServers.All)
        {
            RedisLimitStore store = Stores.Store(servers[server]);
            int used = await store.Plan(given.Before).AdmittedAsync(given.Requests);
            AdmissionDecision now = await store.Plan(given.After).ChargeAsync(0);

            Assert.Equal(Math.Max(0, Plans.Compiled(given.After).CostMax - used), now.Decisive.Remaining);
        }
    }

    private async Task AnswersAsInMemoryAsync(Limit limit, Traffic traffic)
    {
        foreach (string server in TestServers.All)
        {
            SharedPlan shared = Stores.Store(servers[server]).Plan(limit);
            Limiter memory = Plans.Limiter(limit);
            LimitTime now = Plans.Noon;

            foreach (Arrival arrival in traffic.Arrivals)
            {
                now = Plans.AtTicks(now.Ticks + arrival.After);
                LimitDecision expected = memory.Charge(Plans.Key(), arrival.Cost, in now);
                LimitDecision found = (await shared.ChargeAsync(arrival.Cost, now)).Decisive;
                Assert.Equal(
                    (expected.Reason, expected.Remaining, expected.ResetTicks, expected.RetryAfterTicks),
                    (found.Reason, found.Remaining, found.ResetTicks, found.RetryAfterTicks));
            }
        }
    }
}

public sealed record LimitPair(Limit Before, Limit After, int Requests);

public static class LimitPairs
{
    private static readonly Gen<Limit> Limit = Gen.OneOf(
        from rate in Gen.Choose(1, 1_000) from burst in Gen.Choose(1, 40) select (Limit)(Plans.Bucket(Rate.PerMinute(rate), burst) with { Name = "limit" }),
        from permits in Gen.Choose(1, 40) from seconds in Gen.Choose(1, 100) select (Limit)(Plans.Window(permits, seconds) with { Name = "limit" }),
        from permits in Gen.Choose(1, 40) from period in Gen.Elements(Enum.GetValues<QuotaPeriod>()) select (Limit)(Plans.Quota(permits, period) with { Name = "limit" }));

    public static Arbitrary<LimitPair> Pairs() =>
        (from before in Limit from after in Limit from requests in Gen.Choose(1, 20) select new LimitPair(before, after, requests)).ToArbitrary();
}
