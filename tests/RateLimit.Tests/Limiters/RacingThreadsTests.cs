namespace Gatehouse.RateLimit.Tests.Limiters;

/// <summary>Threads that race at one moment of virtual time: every total is exact, whatever the order.</summary>
public class RacingThreadsTests
{
    private const int Threads = 4;
    private const int Requests = 20_000;

    public static TheoryData<string> Kinds => ["bucket", "window", "quota", "concurrent"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_key_gets_its_permits_and_not_one_more(string kind)
    {
        Limiter limiter = Plans.Limiter(Of(kind, 777));
        int admitted = Race(_ => limiter.Admitted(Requests, Plans.Noon));
        Assert.Equal(777, admitted);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Keys_that_come_at_once_get_theirs_each(string kind)
    {
        const int Keys = 2_000;
        Limiter limiter = Plans.Limiter(Of(kind, 3), Keys);
        int admitted = Race(_ =>
        {
            int sum = 0;

            for (int i = 0; i < Keys; i++)
            {
                sum += limiter.Admitted(2, Plans.Noon, Plans.Key($"{i}"));
            }

            return sum;
        });

        Assert.Equal(3 * Keys, admitted);
        Assert.Equal(Keys, limiter.Statistics.KeysAdded);
    }

    [Fact]
    public void A_table_that_is_much_too_small_still_gives_no_key_more_than_its_permits()
    {
        const int Phases = 10;
        const int KeysOfPhase = 100;
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerSecond(10), 2), 16);
        int[] admitted = new int[Phases * KeysOfPhase];
        using Barrier phases = new(Threads);

        // A second of virtual time each, in which other keys come than before: those are idle then and lose their slots.
        Race(thread =>
        {
            for (int i = 0; i < Requests; i++)
            {
                if (i % (Requests / Phases) == 0)
                {
                    phases.SignalAndWait();
                }

                int key = (i * Phases / Requests * KeysOfPhase) + (((i * 7) + thread) % KeysOfPhase);
                LimitTime now = Plans.After((double)Phases * i / Requests);
                Interlocked.Add(ref admitted[key], limiter.Charge(Plans.Key($"{key}"), 1, in now).IsAdmitted ? 1 : 0);
            }

            return 0;
        });

        Assert.All(admitted, static count => Assert.InRange(count, 0, 2 + 10));
        Assert.True(limiter.Statistics.KeysEvicted > 50);
        Assert.True(limiter.Statistics.SharedCharges > 0);
    }

    [Fact]
    public void Of_two_limits_both_are_charged_or_none()
    {
        PlanLimiter plan = Plans.PlanLimiter(Plans.Quota(5_000), Plans.Window(3_000, 3_600), Plans.Bucket(Rate.PerHour(1), 4_000));
        int admitted = Race(_ =>
        {
            int sum = 0;
            LimitDecisions decisions = default;

            for (int i = 0; i < Requests; i++)
            {
                sum += plan.Charge(Plans.Key(), 1, Plans.Noon, ref decisions).IsAdmitted ? 1 : 0;
            }

            return sum;
        });

        Assert.Equal(3_000, admitted);
        Assert.Equal(2_000, plan.Limiters[0].Peek(Plans.Key(), 0, Plans.Noon).Remaining);
        Assert.Equal(0, plan.Limiters[1].Peek(Plans.Key(), 0, Plans.Noon).Remaining);
        Assert.Equal(1_000, plan.Limiters[2].Peek(Plans.Key(), 0, Plans.Noon).Remaining);
    }

    [Fact]
    public void Two_buckets_that_run_empty_together_never_give_more_than_either_has()
    {
        PlanLimiter plan = Plans.PlanLimiter(Plans.Bucket(Rate.PerHour(1), 3_000), Plans.Bucket(Rate.PerHour(2), 3_000) with { Name = "other" });
        int admitted = Race(_ =>
        {
            int sum = 0;
            LimitDecisions decisions = default;

            for (int i = 0; i < Requests; i++)
            {
                sum += plan.Charge(Plans.Key(), 1, Plans.Noon, ref decisions).IsAdmitted ? 1 : 0;
            }

            return sum;
        });

        Assert.InRange(admitted, 3_000 - Threads, 3_000);
    }

    [Fact]
    public void Permits_that_are_taken_and_given_back_are_never_more_than_there_are_and_all_there_at_the_end()
    {
        Limiter limiter = Plans.Limiter(Plans.Concurrent(3));
        int held = 0;
        int most = 0;
        Race(_ =>
        {
            for (int i = 0; i < Requests; i++)
            {
                LimitDecision decision = limiter.Charge(Plans.Key(), 1, Plans.Noon);

                if (decision.IsAdmitted)
                {
                    int now = Interlocked.Increment(ref held);
                    InterlockedMax(ref most, now);
                    Interlocked.Decrement(ref held);
                    limiter.Release(Plans.Key(), in decision, Plans.Noon);
                }
            }

            return 0;
        });

        Assert.InRange(most, 1, 3);
        Assert.Equal(3, limiter.Peek(Plans.Key(), 0, Plans.Noon).Remaining);
    }

    [Fact]
    public void A_plan_that_changes_all_the_time_refills_nobody()
    {
        LimitRegistry registry = Plans.Registry();
        Limiter limiter = registry.Adopt(Plans.Compile(Plans.Plan(Plans.Bucket(Rate.PerHour(1), 1_000))), Plans.Noon).Plans[0].Limiters[0];
        using CancellationTokenSource done = new();
        Thread reloads = new(() =>
        {
            for (int i = 0; !done.IsCancellationRequested; i++)
            {
                registry.Adopt(Plans.Compile(Plans.Plan(Plans.Bucket(Rate.PerHour(1 + (i % 7)), 1_000))), Plans.Noon);
            }
        });
        reloads.Start();
        int admitted = Race(_ => limiter.Admitted(Requests, Plans.Noon));
        done.Cancel();
        reloads.Join();

        // A level is rounded up by less than a tick at each change, which may cost a permit and never gives one.
        Assert.InRange(admitted, 990, 1_000);
    }

    private static Limit Of(string kind, long permits) => kind switch
    {
        "bucket" => Plans.Bucket(Rate.PerHour(1), permits),
        "window" => Plans.Window(permits, 3_600),
        "quota" => Plans.Quota(permits),
        _ => Plans.Concurrent(permits, 3_600),
    };

    private static int Race(Func<int, int> run)
    {
        using Barrier start = new(Threads);
        int[] results = new int[Threads];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            start.SignalAndWait();
            results[index] = run(index);
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return results.Sum();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        while (Volatile.Read(ref target) is var seen && seen < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
