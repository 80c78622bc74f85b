using System.Diagnostics;
using System.Globalization;
using Gatehouse.RateLimit.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Leases;

/// <summary>One of several processes that share a limit: <c>worker PORT PREFIX REPLICAS</c>. Begins when a line comes in.</summary>
internal static class Worker
{
    public const int RunMs = 1_500;
    public const int Rate = 2_000;
    public const int Burst = 1_200;
    public const int Threads = 2;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["worker", string port, string prefix, string replicas])
        {
            return 1;
        }

        RedisLimitOptions options = new()
        {
            KeyPrefix = prefix,
            TimeoutMs = 5_000,
            Replicas = int.Parse(replicas, CultureInfo.InvariantCulture),
        };
        await using IConnectionMultiplexer connection = await Stores.ConnectAsync(int.Parse(port, CultureInfo.InvariantCulture));
        await using RedisLimitStore store = new(connection, options);
        SharedPlan plan = new(store, Plans.PlanLimiter(Plans.Bucket(RateLimit.Rate.PerSecond(Rate), Burst)), new RemoteTerms(RemoteMode.Lease));
        LimitClock clock = new(TimeProvider.System);
        Console.WriteLine("ready");
        Console.ReadLine();
        (long Admitted, long First, long Last)[] runs = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() => RunAsync(plan, clock))));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Sum(static run => run.Admitted)} {runs.Min(static run => run.First)} {runs.Max(static run => run.Last)} {store.Statistics.RoundTrips}"));
        return 0;
    }

    private static async Task<(long Admitted, long First, long Last)> RunAsync(SharedPlan plan, LimitClock clock)
    {
        LimitCharge[] charges = plan.Charges(Plans.Key(), 1);
        LimitDecision[] decisions = new LimitDecision[1];
        Stopwatch watch = Stopwatch.StartNew();
        long first = Stopwatch.GetTimestamp();
        long last = first;
        long admitted = 0;

        while (watch.ElapsedMilliseconds < RunMs)
        {
            if ((await plan.Store.ChargeAsync(plan.Terms, charges, clock.Now(), decisions)).IsAdmitted)
            {
                admitted++;
                last = Stopwatch.GetTimestamp();
            }
            else
            {
                // Leaves the processor to the others.
                await Task.Yield();
            }
        }

        return (admitted, first, last);
    }
}
