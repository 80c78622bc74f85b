using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Gatehouse.EndToEnd.Benchmarks;

namespace Gatehouse.Soak;

/// <summary>Backend, gateway, traffic, a reload every second, and the watch over all of it.</summary>
internal static class SoakRun
{
    private static readonly TimeSpan ReloadPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    internal static async Task<int> RunAsync(TimeSpan length, CancellationToken interrupt)
    {
        string folder = Directory.CreateTempSubdirectory("gatehouse-soak-").FullName;
        (int port, int http1, int http2, int dead) = (FreePort.Next(), FreePort.Next(), FreePort.Next(), FreePort.Next());
        SoakManifests manifests = new(folder, port, http1, http2, dead);
        manifests.WriteGateway();
        manifests.WriteRoutes(0);

        try
        {
            using ChildProcess backend = ChildProcess.StartSelf(null, "backend", ChildArguments.Text(http1), ChildArguments.Text(http2));
            using ChildProcess gateway = ChildProcess.StartSelf(null, "gateway", folder);
            await WaitForAsync(http1, interrupt);
            await WaitForAsync(port, interrupt);
            return await WatchAsync(gateway, manifests, port, length, interrupt);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> WatchAsync(ChildProcess gateway, SoakManifests manifests, int port, TimeSpan length, CancellationToken interrupt)
    {
        Tally tally = new();
        List<Reading> readings = [];
        Reading before = Reading.Of(gateway.Id);
        long started = Stopwatch.GetTimestamp();

        using (CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt))
        {
            stop.CancelAfter(length);
            using SoakTraffic traffic = new(port, tally, stop.Token);
            Task load = traffic.RunAsync();
            Task reloads = ReloadAsync(manifests, stop.Token);

            while (!stop.IsCancellationRequested && !gateway.HasExited)
            {
                await Task.Delay(WatchPause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                readings.Add(Reading.Of(gateway.Id));
                Print(Stopwatch.GetElapsedTime(started), tally, readings[^1]);
            }

            await stop.CancelAsync();
            await Task.WhenAll(load, reloads);
        }

        // What is still held after the clients have gone is held for nothing.
        await Task.Delay(Rest, CancellationToken.None);
        Reading after = Reading.Of(gateway.Id);
        Print(Stopwatch.GetElapsedTime(started), tally, after);
        IReadOnlyList<string> problems = Verdict.Of(readings, before, after, tally);
        Console.WriteLine(problems.Count == 0 ? "good" : string.Join(Environment.NewLine, problems));
        return problems.Count == 0 ? 0 : 1;
    }

    private static async Task ReloadAsync(SoakManifests manifests, CancellationToken stop)
    {
        for (int generation = 1; !stop.IsCancellationRequested; generation++)
        {
            manifests.WriteRoutes(generation);
            await Task.Delay(ReloadPause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Print(TimeSpan elapsed, Tally tally, Reading reading) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{elapsed:hh\\:mm\\:ss}  good {tally.Good}  bad {tally.Bad}  generation {tally.Generation}  rss {reading.ResidentMb:F0} MiB  handles {reading.Handles}  sockets {reading.Sockets}  threads {reading.Threads}"));

    private static async Task WaitForAsync(int port, CancellationToken interrupt)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        deadline.CancelAfter(StartPatience);

        while (true)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", port, deadline.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
            }
        }
    }
}
