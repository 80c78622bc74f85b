using Gatehouse.Primitives;

namespace Gatehouse.RateLimit.Tests.Contract;

/// <summary>One request of a vector.</summary>
/// <param name="AtMs">Milliseconds since the vector began.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Remaining">What is to be left after it; negative: it is to be refused.</param>
/// <param name="RetryMs">After how many milliseconds a refused one is to be admitted; -1 where no time can be told.</param>
/// <param name="Key">Who asks.</param>
public sealed record Ask(long AtMs, int Cost, long Remaining, long RetryMs = 0, string Key = "a");

/// <summary>
/// What every place that keeps levels has to answer, in memory or elsewhere: the same vectors for all of them. Times are whole
/// milliseconds and rates divide a second, so that a store that counts in microseconds answers alike.
/// </summary>
public abstract class LimiterContract
{
    public static TheoryData<string> Vectors => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task Answers_are_those_of_the_vector(string name)
    {
        (ValueList<Limit> limits, Ask[] asks) = All[name];
        ILimiterUnderTest limiter = await CreateAsync(new Plan { Name = "vector", Limits = limits });

        foreach (Ask ask in asks)
        {
            AdmissionDecision decision = await limiter.ChargeAsync(ask.Key, ask.Cost, Plans.After(ask.AtMs / 1_000.0));
            long retryMs = decision.Decisive.RetryAfterTicks < 0 ? -1 : decision.Decisive.RetryAfterTicks / 1_000_000;
            Ask answer = ask with { Remaining = decision.IsAdmitted ? decision.Decisive.Remaining : -1, RetryMs = decision.IsAdmitted ? 0 : retryMs };
            Assert.Equal(ask, answer);
        }
    }

    protected abstract Task<ILimiterUnderTest> CreateAsync(Plan plan);

    // Plans.Noon is 5 seconds after the clock's origin, in the middle of a sliding window of 10 seconds, at noon of a day.
    private static readonly Dictionary<string, (ValueList<Limit>, Ask[])> All = new()
    {
        ["a bucket gives its burst and then its rate"] = ([Plans.Bucket(Rate.PerSecond(10), 3)],
        [
            new(0, 1, 2), new(0, 1, 1), new(0, 1, 0), new(0, 1, -1, 100), new(99, 1, -1, 1), new(100, 1, 0), new(300, 1, 1), new(10_000, 1, 2),
        ]),
        ["a cost is charged at once or not at all"] = ([Plans.Bucket(Rate.PerSecond(10), 5)],
        [
            new(0, 3, 2), new(0, 3, -1, 100), new(0, 2, 0), new(500, 5, 0), new(500, 1, -1, 100),
        ]),
        ["a cost above the burst is refused without a time"] = ([Plans.Bucket(Rate.PerSecond(10), 5)],
        [
            new(0, 6, -1, -1), new(0, 5, 0), new(0, 6, -1, -1),
        ]),
        ["keys do not share"] = ([Plans.Bucket(Rate.PerSecond(1), 1)],
        [
            new(0, 1, 0), new(0, 1, 0, 0, "b"), new(0, 1, -1, 1_000), new(0, 1, -1, 1_000, "b"), new(1_000, 1, 0, 0, "b"),
        ]),
        ["a clock that runs backwards grants nothing"] = ([Plans.Bucket(Rate.PerSecond(1), 2)],
        [
            new(1_000, 2, 0), new(0, 1, -1, 2_000), new(1_000, 1, -1, 1_000), new(2_000, 1, 0),
        ]),
        ["a sliding window counts the last one by its share"] = ([Plans.Window(10)],
        [
            // 5 s are left of the first window; in the next its 10 fade by one a second.
            new(0, 10, 0), new(4_999, 1, -1, 1_001), new(5_999, 1, -1, 1), new(6_000, 1, 0), new(6_000, 1, -1, 1_000), new(10_000, 4, 0), new(14_999, 4, 0),
            new(14_999, 1, -1, 1), new(15_000, 1, 0), new(40_000, 10, 0),
        ]),
        ["a quota begins anew with the day"] = ([Plans.Quota(100)],
        [
            new(0, 60, 40), new(0, 60, -1, 43_200_000), new(43_199_999, 40, 0), new(43_199_999, 1, -1, 1), new(43_200_000, 100, 0),
        ]),
        ["a quota of a month has the month's real length"] = ([Plans.Quota(2, QuotaPeriod.Month)],
        [
            // From 24 November, 12:00, to 1 December: 6.5 days. December has 31.
            new(0, 2, 0), new(0, 1, -1, 561_600_000), new(561_600_000, 2, 0), new(561_600_000, 1, -1, 31L * 86_400_000),
        ]),
        ["all limits are charged or none"] = ([Plans.Bucket(Rate.PerSecond(10), 5), Plans.Quota(6)],
        [
            new(0, 4, 1), new(0, 2, -1, 100), new(100, 2, 0), new(10_000, 1, -1, 43_190_000), new(43_200_000, 5, 0), new(43_200_000, 1, -1, 100),
            new(43_200_100, 1, 0), new(43_201_000, 1, -1, 86_399_000),
        ]),
    };
}

/// <summary>A plan with its levels, wherever they are kept.</summary>
public interface ILimiterUnderTest
{
    Task<AdmissionDecision> ChargeAsync(string key, int cost, LimitTime now);
}

/// <summary>Levels in memory.</summary>
public sealed class MemoryLimiterTests : LimiterContract
{
    protected override Task<ILimiterUnderTest> CreateAsync(Plan plan)
    {
        LimitRegistry registry = Plans.Registry();
        return Task.FromResult<ILimiterUnderTest>(new Memory(registry, registry.Adopt(Plans.Compile(plan), Plans.Noon).Plans[0]));
    }

    private sealed class Memory(LimitRegistry registry, PlanLimiter plan) : ILimiterUnderTest
    {
        public Task<AdmissionDecision> ChargeAsync(string key, int cost, LimitTime now)
        {
            LimitDecisions decisions = default;
            return Task.FromResult(plan.Charge(registry.KeyOf<char>(key), cost, in now, ref decisions));
        }
    }
}
