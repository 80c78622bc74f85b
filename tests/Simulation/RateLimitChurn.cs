using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.RateLimit;

namespace Gatehouse.Simulation;

/// <summary>
/// A thousand configurations go live while requests come and last: no reload gives anybody a permit that it had not. Every run is
/// told by its seed; all but the racing one are exactly repeatable.
/// </summary>
public sealed class RateLimitChurn
{
    private const int Reloads = 1_000;

    /// <summary>The plan of a customer that stays as it is while everything around it changes.</summary>
    private static readonly Plan Steady = new()
    {
        Name = "steady",
        Limits = [new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(100), Burst = 50 }, new QuotaLimit { Name = "day", Permits = 1_000_000, Period = QuotaPeriod.Day }],
    };

    private static readonly Customer Acme = new("acme", "steady");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Never_more_than_burst_and_rate_times_elapsed(int seed)
    {
        Random random = new(seed);
        SimulatedGateway gateway = new();
        RequestLimits limits = new(gateway.Clock);
        List<TrafficSnapshot> retired = [];
        long admitted = 0;
        long asked = 0;
        double elapsed = 0;

        for (int version = 0; version < Reloads; version++)
        {
            gateway.Publish(Any(random, version));
            retired.Add(gateway.Snapshot);

            for (int i = random.Next(4); i >= 0; i--)
            {
                // Some requests took their snapshot long before they came to be charged.
                TrafficSnapshot snapshot = random.Next(4) == 0 ? retired[random.Next(Math.Max(0, version - 20), version + 1)] : gateway.Snapshot;

                for (int burst = random.Next(40); burst > 0; burst--)
                {
                    asked++;
                    admitted += SimulatedGateway.Ask(snapshot, "acme", limits).Action == RequestAction.Forward ? 1 : 0;
                }

                Assert.True(admitted <= 50 + (100 * elapsed), $"seed {seed}, version {version}: {admitted} admitted in {elapsed} s");
                double step = random.Next(150) / 1_000.0;
                gateway.Time.Advance(TimeSpan.FromSeconds(step));
                elapsed += step;
            }
        }

        // Twice as much was asked for as there was, so most of that was given: what a reload withheld would show.
        Assert.True(admitted >= 0.8 * 100 * elapsed, $"seed {seed}: {admitted} of {asked} admitted in {elapsed} s");
    }

    [Fact]
    public void While_time_stands_still_a_thousand_reloads_give_nothing()
    {
        SimulatedGateway gateway = new();
        RequestLimits limits = new(gateway.Clock);
        Random random = new(4);
        int admitted = 0;

        for (int version = 0; version < Reloads; version++)
        {
            gateway.Publish(Any(random, version));
            admitted += SimulatedGateway.Ask(gateway.Snapshot, "acme", limits).Action == RequestAction.Forward ? 1 : 0;
        }

        Assert.Equal(50, admitted);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_plan_that_changes_all_the_time_never_gives_more_than_its_most_generous_shape(int seed)
    {
        Random random = new(seed);
        SimulatedGateway gateway = new();
        RequestLimits limits = new(gateway.Clock);
        long admitted = 0;
        double elapsed = 0;

        for (int version = 0; version < Reloads; version++)
        {
            Plan changing = new()
            {
                Name = "free",
                Limits = [new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(random.Next(1, 101)), Burst = random.Next(1, 51) }],
            };
            gateway.Publish(SimulatedGateway.Shop(version, [changing], [], []));

            for (int i = 0; i < 20; i++)
            {
                admitted += SimulatedGateway.Ask(gateway.Snapshot, "anybody", limits).Action == RequestAction.Forward ? 1 : 0;
            }

            Assert.True(admitted <= 50 + (100 * elapsed), $"seed {seed}, version {version}: {admitted} admitted in {elapsed} s");
            double step = random.Next(100) / 1_000.0;
            gateway.Time.Advance(TimeSpan.FromSeconds(step));
            elapsed += step;
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Permits_held_over_reloads_are_counted_and_given_back(int seed)
    {
        const int Permits = 10;
        Random random = new(seed);
        SimulatedGateway gateway = new();
        Stack<RequestLimits> idle = new(Enumerable.Range(0, Permits + 1).Select(_ => new RequestLimits(gateway.Clock)));
        List<RequestLimits> underWay = [];
        KeyedLimit parallel = new(new LimitKeySource(LimitKeyType.Route), new ConcurrencyLimit { Name = "parallel", Permits = Permits });
        Plan free = new() { Name = "free", Limits = [new QuotaLimit { Name = "day", Permits = 1_000_000, Period = QuotaPeriod.Day }] };

        for (int version = 0; version < Reloads; version++)
        {
            gateway.Publish(SimulatedGateway.Shop(version, [free], [], [parallel]));

            for (int i = 0; i < 8; i++)
            {
                RequestLimits limits = idle.Pop();
                bool isAdmitted = SimulatedGateway.Ask(gateway.Snapshot, "anybody", limits).Action == RequestAction.Forward;
                Assert.Equal(underWay.Count < Permits, isAdmitted);
                (isAdmitted ? underWay.Add : (Action<RequestLimits>)idle.Push)(limits);

                while (underWay.Count > 0 && random.Next(2) == 0)
                {
                    int ended = random.Next(underWay.Count);
                    underWay[ended].Release();
                    idle.Push(underWay[ended]);
                    underWay.RemoveAt(ended);
                }
            }

            gateway.Time.Advance(TimeSpan.FromSeconds(20));
            underWay.ForEach(limits => limits.Renew(gateway.Clock.Now()));
        }
    }

    [Fact]
    public async Task Threads_that_race_with_reloads_get_one_burst_together()
    {
        const int Burst = 5_000;
        SimulatedGateway gateway = new();
        Plan free = new() { Name = "free", Limits = [new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(1), Burst = Burst }] };
        gateway.Publish(SimulatedGateway.Shop(0, [free], [], []));
        using CancellationTokenSource done = new();
        using CountdownEvent started = new(2);
        Task<int>[] askers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => AdmittedUntil(gateway, started, done.Token)))];
        started.Wait();

        for (int version = 1; version <= Reloads; version++)
        {
            gateway.Publish(SimulatedGateway.Shop(version, [free], [], []));
        }

        RequestLimits limits = new(gateway.Clock);
        await done.CancelAsync();
        int admitted = (await Task.WhenAll(askers)).Sum();

        // Whatever the two left.
        while (SimulatedGateway.Ask(gateway.Snapshot, "anybody", limits).Action == RequestAction.Forward)
        {
            admitted++;
        }

        Assert.Equal(Burst, admitted);
    }

    private static int AdmittedUntil(SimulatedGateway gateway, CountdownEvent started, CancellationToken done)
    {
        RequestLimits limits = new(gateway.Clock);
        int admitted = 0;
        started.Signal();

        while (!done.IsCancellationRequested)
        {
            RequestDecision decision = SimulatedGateway.Ask(gateway.Snapshot, "anybody", limits);
            Assert.True(decision.Reason is RequestReason.Forwarded or RequestReason.RateLimited, $"{decision.Reason}");
            admitted += decision.Action == RequestAction.Forward ? 1 : 0;
        }

        return admitted;
    }

    // The steady plan among others, in any place, with others and without.
    private static TrafficConfig Any(Random random, int version)
    {
        List<Plan> plans = [Steady, new Plan { Name = "free", Limits = [new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(random.Next(1, 9)) }] }];
        plans.AddRange(Enumerable.Range(0, random.Next(4)).Select(i => new Plan { Name = $"other-{random.Next(10)}-{i}", Limits = [new SlidingWindowLimit { Name = "window", Permits = 5, Window = TimeSpan.FromSeconds(1) }] }));
        Plan[] shuffled = [.. plans];
        random.Shuffle(shuffled);
        ValueList<Customer> customers = [Acme, .. Enumerable.Range(0, random.Next(5)).Select(static i => new Customer($"customer-{i}", "free"))];
        return SimulatedGateway.Shop(version, [.. shuffled], customers, []);
    }
}
