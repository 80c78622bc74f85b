using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.RateLimit.Redis;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Benchmarks;

/// <summary>
/// Limits on a redis-server of its own, on this machine: strict decisions beside a bare round trip, and decisions from a lease.
/// </summary>
internal static class RedisFigures
{
    private const int Samples = 20_000;
    private const int WarmUp = 2_000;
    private const int Clients = 16;
    private const int LeaseDecisions = 2_000_000;
    private const int Rounds = 101;
    private const int Batch = 2_000;

    public static async Task RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gatehouse-redis-");
        int port = FreePort();
        using Process server = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--dir", folder.FullName])
        {
            RedirectStandardOutput = true,
        })!;

        try
        {
            RedisLimitOptions options = new() { Configuration = $"127.0.0.1:{port}", TimeoutMs = 5_000 };
            await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(RedisLimitStore.ConnectionOptions(options));
            await ReachableAsync(connection);
            Console.WriteLine("| subject | figure |\n| --- | --- |");
            await MeasureStrictAsync(connection, options);
            await MeasureLeaseAsync(connection, options);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureStrictAsync(ConnectionMultiplexer connection, RedisLimitOptions options)
    {
        await using RedisLimitStore store = new(connection, options);
        Limiter bucket = Subjects.Plan(16, Subjects.Bucket()).Limiters[0];
        Limiter quota = Subjects.Plan(16, new QuotaLimit { Name = "month", Permits = Limits.QuotaPermitsMax, Period = QuotaPeriod.Month }).Limiters[0];
        LimitKey key = Subjects.Keys(1)[0];
        LimitCharge[] one = [new(bucket, key)];
        LimitCharge[] two = [new(bucket, key), new(quota, key)];
        LimitDecision[] decisions = new LimitDecision[2];
        IDatabase database = connection.GetDatabase();

        // In turn, so that a noisy moment hits all of them.
        double[][] us = await InTurnAsync(
            () => database.PingAsync(),
            () => database.StringIncrementAsync("counter"),
            () => database.ScriptEvaluateAsync("return 1"),
            () => store.ChargeAsync(default, one, Subjects.Now(), decisions).AsTask(),
            () => store.ChargeAsync(default, two, Subjects.Now(), decisions).AsTask());
        string[] names = ["bare round trip: PING", "INCR", "a script that does nothing", "strict, one limit", "strict, bucket and quota"];

        for (int i = 0; i < names.Length; i++)
        {
            Print($"{names[i]}, one at a time", $"p50 {Quantile(us[i], 0.5):F0} us, p99 {Quantile(us[i], 0.99):F0} us, {Quantile(us[i], 0.5) / Quantile(us[0], 0.5):F2}x of PING");
        }

        LimitKey[] keys = Subjects.Keys(Clients);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(keys.Select(async own =>
        {
            LimitCharge[] charges = [new(bucket, own)];
            LimitDecision[] answers = new LimitDecision[1];

            for (int i = 0; i < Samples / 2; i++)
            {
                await store.ChargeAsync(default, charges, Subjects.Now(), answers);
            }
        }));
        Print($"strict, {Clients} at a time on one connection", $"{Clients * Samples / 2 / Stopwatch.GetElapsedTime(start).TotalSeconds:F0} decisions/s");
    }

    private static async Task MeasureLeaseAsync(ConnectionMultiplexer connection, RedisLimitOptions options)
    {
        RemoteTerms lease = new(RemoteMode.Lease);
        LimitCharge[] charges = [new(Subjects.Plan(16, Subjects.Bucket("leased")).Limiters[0], Subjects.Keys(1)[0])];
        LimitDecision[] decisions = new LimitDecision[1];

        // A first second in which blocks grow to what the key needs belongs to it.
        await using (RedisLimitStore store = new(connection, options))
        {
            int admitted = 0;
            int waited = 0;

            for (int i = 0; i < LeaseDecisions; i++)
            {
                if (!store.TryCharge(lease, charges, Subjects.Now(), decisions, out AdmissionDecision decision))
                {
                    waited++;
                    decision = await store.ChargeAsync(lease, charges, Subjects.Now(), decisions);
                }

                admitted += decision.IsAdmitted ? 1 : 0;
            }

            Print($"lease of {options.LeaseBlock}, hot key", $"{100.0 * store.Statistics.RoundTrips / admitted:F3} round trips per 100 admitted, {100.0 * waited / admitted:F3} % waited for one");
        }

        await using RedisLimitStore large = new(connection, new RedisLimitOptions { KeyPrefix = "large", TimeoutMs = 5_000, LeaseBlock = 1_000_000, LeaseMs = 60_000 });

        while (large.Statistics.RoundTrips < 22)
        {
            await large.ChargeAsync(lease, charges, Subjects.Now(), decisions);
        }

        double[] ns = new double[Rounds];
        long before = GC.GetAllocatedBytesForCurrentThread();
        LimitTime now = Subjects.Now();

        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();

            for (int i = 0; i < Batch; i++)
            {
                large.TryCharge(lease, charges, in now, decisions, out _);
            }

            ns[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Batch;
        }

        Print("a decision from a lease", $"min {ns.Min():F1} ns, median {Quantile(ns, 0.5):F1} ns, {(GC.GetAllocatedBytesForCurrentThread() - before) / (Rounds * Batch)} B");
    }

    private static async Task<double[][]> InTurnAsync(params Func<Task>[] calls)
    {
        double[][] us = [.. calls.Select(static _ => new double[Samples])];

        for (int i = -WarmUp; i < Samples; i++)
        {
            for (int call = 0; call < calls.Length; call++)
            {
                long start = Stopwatch.GetTimestamp();
                await calls[call]();

                if (i >= 0)
                {
                    us[call][i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                }
            }
        }

        return us;
    }

    private static double Quantile(double[] values, double quantile)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)((sorted.Length - 1) * quantile)];
    }

    private static void Print(string subject, FormattableString figure) => Console.WriteLine($"| {subject} | {figure.ToString(CultureInfo.InvariantCulture)} |");

    private static async Task ReachableAsync(ConnectionMultiplexer connection)
    {
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(20));

        while (!connection.IsConnected)
        {
            await poll.WaitForNextTickAsync();
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
