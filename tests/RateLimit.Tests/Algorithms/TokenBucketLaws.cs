using System.Numerics;
using FsCheck.Xunit;

namespace Gatehouse.RateLimit.Tests.Algorithms;

/// <summary>The token bucket against exact arithmetic, in virtual time.</summary>
[Properties(Arbitrary = [typeof(TrafficCases)], MaxTest = 500)]
public class TokenBucketLaws
{
    [Property]
    public void Never_more_than_burst_and_rate_times_elapsed(BucketCase given)
    {
        List<(long At, int Cost)> admitted = [.. Run(given).Where(static step => step.Decision.IsAdmitted).Select(static step => (step.At, step.Cost))];
        BigInteger period = CompiledLimit.TicksOfPeriod(given.Rate.Period);

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

    // The exact bucket in its other form, as permits and a time: level and elapsed time, no arrival time. What it gives per
    // permit is less than a tick slower than the rate, so no more than that is ever withheld.
    [Property]
    public void Every_decision_is_that_of_an_exact_bucket_less_than_a_tick_a_permit_slower(BucketCase given)
    {
        CompiledLimit limit = Plans.Compiled(Plans.Bucket(given.Rate, given.Burst));
        BigInteger interval = limit.TicksPerPermit;
        BigInteger period = CompiledLimit.TicksOfPeriod(given.Rate.Period);
        Assert.InRange((interval * given.Rate.Permits) - period, 0, given.Rate.Permits - 1);
        BigInteger level = given.Burst * interval;
        long last = 0;

        foreach (Step step in Run(given))
        {
            level = BigInteger.Min(given.Burst * interval, level + (step.At - last));
            last = step.At;
            bool admits = level >= step.Cost * interval;
            level -= admits ? step.Cost * interval : 0;
            Assert.Equal(admits, step.Decision.IsAdmitted);
            Assert.Equal((long)(level / interval), step.Decision.Remaining);
            Assert.Equal((long)((given.Burst * interval) - level), step.Decision.ResetTicks);
        }
    }

    [Property]
    public void A_refused_request_is_admitted_when_told_and_not_a_tick_earlier(BucketCase given)
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(given.Rate, given.Burst));
        LimitTime now = Plans.Noon;

        foreach (Arrival arrival in given.Traffic.Arrivals)
        {
            now = Plans.AtTicks(now.Ticks + arrival.After);
            LimitDecision decision = limiter.Charge(Plans.Key(), arrival.Cost, in now);

            if (decision.Reason == AdmissionReason.RateExceeded)
            {
                Assert.True(limiter.Peek(Plans.Key(), arrival.Cost, Plans.AtTicks(now.Ticks + decision.RetryAfterTicks)).IsAdmitted);
                Assert.False(limiter.Peek(Plans.Key(), arrival.Cost, Plans.AtTicks(now.Ticks + decision.RetryAfterTicks - 1)).IsAdmitted);
            }
            else if (decision.Reason == AdmissionReason.CostAboveLimit)
            {
                Assert.True(arrival.Cost > given.Burst);
                Assert.Equal(-1, decision.RetryAfterTicks);
            }
        }
    }

    [Property]
    public void Times_out_of_order_never_grant_more(BucketCase given, int seed)
    {
        Random random = new(seed);
        Limiter limiter = Plans.Limiter(Plans.Bucket(given.Rate, given.Burst));
        long[] times = [.. given.Traffic.Arrivals.Select(arrival => arrival.After)];
        BigInteger admitted = 0;
        long latest = Plans.Noon.Ticks;

        foreach (long after in times)
        {
            latest += after;
            LimitTime now = Plans.AtTicks(Math.Max(0, latest - random.NextInt64(Limits.TicksPerSecond)));
            admitted += limiter.Charge(Plans.Key(), 1, in now).IsAdmitted ? 1 : 0;
        }

        BigInteger period = CompiledLimit.TicksOfPeriod(given.Rate.Period);
        BigInteger elapsed = latest - Plans.Noon.Ticks + Limits.TicksPerSecond;
        Assert.True(admitted * period <= (given.Burst * period) + (given.Rate.Permits * elapsed));
    }

    // The same requests with and without one that is taken back, with any charges between.
    [Property]
    public void A_charge_that_is_taken_back_leaves_no_more_behind_than_the_time_that_passed(BucketCase given, byte which, byte pause)
    {
        CompiledLimit limit = Plans.Compiled(Plans.Bucket(given.Rate));
        Limit roomy = Plans.Bucket(given.Rate, Math.Min(Limits.BurstMax, Limits.BurstTicksMax / limit.TicksPerPermit));
        Limiter with = Plans.Limiter(roomy);
        Limiter without = Plans.Limiter(roomy);
        Arrival[] arrivals = [.. given.Traffic.Arrivals.Take(8)];
        int from = which % arrivals.Length;
        int to = Math.Min(arrivals.Length - 1, from + (pause % 6));
        LimitTime now = Plans.Noon;
        LimitTime charged = now;
        LimitDecision extra = default;

        for (int i = 0; i <= to; i++)
        {
            now = Plans.AtTicks(now.Ticks + arrivals[i].After);

            if (i == from)
            {
                charged = now;
                extra = with.Charge(Plans.Key(), 1, in now);
            }

            if (i == to)
            {
                with.Release(Plans.Key(), in extra, in now);
                break;
            }

            with.Charge(Plans.Key(), arrivals[i].Cost, in now);
            without.Charge(Plans.Key(), arrivals[i].Cost, in now);
        }

        // Never less than without it: nobody gains by a charge that is taken back.
        long more = with.Peek(Plans.Key(), 0, in now).ResetTicks - without.Peek(Plans.Key(), 0, in now).ResetTicks;
        Assert.InRange(more, 0, Math.Min(limit.TicksPerPermit, now.Ticks - charged.Ticks));
    }

    private static IEnumerable<Step> Run(BucketCase given)
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(given.Rate, given.Burst));
        LimitTime now = Plans.Noon;

        foreach (Arrival arrival in given.Traffic.Arrivals)
        {
            now = Plans.AtTicks(now.Ticks + arrival.After);
            yield return new Step(now.Ticks, arrival.Cost, limiter.Charge(Plans.Key(), arrival.Cost, in now));
        }
    }

    private sealed record Step(long At, int Cost, LimitDecision Decision);
}
