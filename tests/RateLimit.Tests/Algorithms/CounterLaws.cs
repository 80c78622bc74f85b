using System.Numerics;
using FsCheck.Xunit;

namespace Gatehouse.RateLimit.Tests.Algorithms;

/// <summary>Sliding windows, quotas and concurrency against naive models with exact numbers, in virtual time.</summary>
[Properties(Arbitrary = [typeof(TrafficCases)], MaxTest = 500)]
public class CounterLaws
{
    [Property]
    public void A_sliding_window_decides_as_exact_fractions_do(WindowCase given)
    {
        Limiter limiter = Plans.Limiter(Plans.Window(given.Permits, given.Seconds));
        BigInteger window = given.Seconds * Limits.TicksPerSecond;
        Dictionary<BigInteger, BigInteger> counts = [];
        LimitTime now = Plans.Noon;

        foreach (Arrival arrival in given.Traffic.Arrivals)
        {
            now = Plans.AtTicks(now.Ticks + arrival.After);
            BigInteger index = now.Ticks / window;
            BigInteger before = counts.GetValueOrDefault(index - 1) * (window - (now.Ticks - (index * window)));
            bool admits = before + ((counts.GetValueOrDefault(index) + arrival.Cost) * window) <= given.Permits * window;
            LimitDecision decision = limiter.Charge(Plans.Key(), arrival.Cost, in now);

            Assert.Equal(admits, decision.IsAdmitted);
            counts[index] = counts.GetValueOrDefault(index) + (admits ? arrival.Cost : 0);
            Assert.True(counts[index] <= given.Permits);
            Assert.Equal((long)(((given.Permits - counts[index]) * window - before) / window), decision.Remaining);
        }
    }

    [Property]
    public void A_sliding_window_never_gives_more_than_its_permits_and_rate_times_elapsed(WindowCase given)
    {
        Limiter limiter = Plans.Limiter(Plans.Window(given.Permits, given.Seconds));
        BigInteger window = given.Seconds * Limits.TicksPerSecond;
        LimitTime now = Plans.Noon;
        List<(long At, int Cost)> admitted = [];

        foreach (Arrival arrival in given.Traffic.Arrivals)
        {
            now = Plans.AtTicks(now.Ticks + arrival.After);

            if (limiter.Charge(Plans.Key(), arrival.Cost, in now).IsAdmitted)
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
                Assert.True(sum * window <= given.Permits * (window + admitted[last].At - admitted[first].At));
            }
        }
    }

    [Property]
    public void A_request_refused_by_a_window_is_admitted_when_told_and_not_a_tick_earlier(WindowCase given)
    {
        Limiter limiter = Plans.Limiter(Plans.Window(given.Permits, given.Seconds));
        LimitTime now = Plans.Noon;

        foreach (Arrival arrival in given.Traffic.Arrivals)
        {
            now = Plans.AtTicks(now.Ticks + arrival.After);
            LimitDecision decision = limiter.Charge(Plans.Key(), arrival.Cost, in now);

            if (decision.Reason == AdmissionReason.WindowExceeded)
            {
                Assert.True(limiter.Peek(Plans.Key(), arrival.Cost, Plans.AtTicks(now.Ticks + decision.RetryAfterTicks)).IsAdmitted);
                Assert.False(limiter.Peek(Plans.Key(), arrival.Cost, Plans.AtTicks(now.Ticks + decision.RetryAfterTicks - 1)).IsAdmitted);
            }
        }
    }

    [Property]
    public void A_quota_gives_its_permits_once_in_every_period_of_the_calendar(QuotaCase given)
    {
        Limiter limiter = Plans.Limiter(Plans.Quota(given.Permits, given.Period));
        Dictionary<string, long> used = [];
        LimitTime now = Plans.Noon;

        foreach (Arrival arrival in given.Traffic.Arrivals)
        {
            now = Plans.AtTicks(now.Ticks + arrival.After);
            string period = new DateTime(now.UtcTicks, DateTimeKind.Utc).ToString(
                given.Period switch { QuotaPeriod.Hour => "yyyy-MM-dd HH", QuotaPeriod.Day => "yyyy-MM-dd", _ => "yyyy-MM" },
                System.Globalization.CultureInfo.InvariantCulture);
            bool admits = used.GetValueOrDefault(period) + arrival.Cost <= given.Permits;
            LimitDecision decision = limiter.Charge(Plans.Key(), arrival.Cost, in now);

            Assert.Equal(admits, decision.IsAdmitted);
            used[period] = used.GetValueOrDefault(period) + (admits ? arrival.Cost : 0);
            Assert.Equal(given.Permits - used[period], decision.Remaining);

            if (decision.Reason == AdmissionReason.QuotaExceeded)
            {
                TimeSpan wait = TimeSpan.FromTicks(decision.RetryAfterTicks / TimeSpan.NanosecondsPerTick);
                Assert.True(limiter.Peek(Plans.Key(), arrival.Cost, now.Add(wait)).IsAdmitted);
                Assert.False(limiter.Peek(Plans.Key(), arrival.Cost, now.Add(wait - TimeSpan.FromTicks(1))).IsAdmitted);
            }
        }
    }

    [Property]
    public void No_more_permits_are_held_than_there_are_and_none_for_longer_than_two_leases(LeaseCase given)
    {
        Limiter limiter = Plans.Limiter(Plans.Concurrent(given.Permits, given.Seconds));
        long lease = given.Seconds * Limits.TicksPerSecond;
        List<(long At, LimitDecision Decision)> held = [];
        LimitTime now = Plans.Noon;

        foreach (LeaseStep step in given.Steps)
        {
            now = Plans.AtTicks(now.Ticks + step.After);

            if (step.Release is int which)
            {
                if (which < held.Count)
                {
                    limiter.Release(Plans.Key(), held[which].Decision, in now);
                    held.RemoveAt(which);
                }

                continue;
            }

            LimitDecision decision = limiter.Charge(Plans.Key(), 1, in now);
            int sure = held.Count(permit => now.Ticks - permit.At <= lease);
            int possible = held.Count(permit => now.Ticks - permit.At < 2 * lease);
            Assert.True(!decision.IsAdmitted || sure < given.Permits);
            Assert.True(decision.IsAdmitted || possible >= given.Permits);

            if (decision.IsAdmitted)
            {
                held.Add((now.Ticks, decision));
            }
        }
    }
}
