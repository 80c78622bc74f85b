using System.Diagnostics;
using System.Globalization;
using Gatehouse.RateLimit.Redis.Tests.Servers;
using Gatehouse.Testing;

namespace Gatehouse.RateLimit.Redis.Tests.Leases;

[Collection(ServersCollection.Name)]
public class ThreeProcessesTests(TestServers servers)
{
    private const int Processes = 3;

    [Fact]
    public async Task Three_processes_exceed_a_limit_by_no_more_than_their_blocks()
    {
        string prefix = Stores.Options().KeyPrefix;
        int port = servers.PortOf(RedisProcess.Program is null ? TestServers.Garnet : TestServers.Redis);
        Process[] workers = [.. Enumerable.Range(0, Processes).Select(_ => Start(port, prefix))];

        try
        {
            foreach (Process worker in workers)
            {
                Assert.Equal("ready", await worker.StandardOutput.ReadLineAsync().WaitAsync(Eventually.ProcessPatience));
            }

            foreach (Process worker in workers)
            {
                await worker.StandardInput.WriteLineAsync();
            }

            long[][] told = [.. await Task.WhenAll(workers.Select(ResultAsync))];
            long admitted = told.Sum(static line => line[0]);

            // The monotonic clock is one for all processes of a machine.
            double seconds = (told.Max(static line => line[2]) - told.Min(static line => line[1])) / (double)Stopwatch.Frequency;
            double exact = Worker.Burst + (Worker.Rate * seconds);
            long block = Worker.Burst / (Limits.LeaseShare * Processes);
            Assert.InRange(admitted, Worker.Burst, exact + (Processes * block));
            Assert.All(told, static line => Assert.True(line[0] > 0));
        }
        finally
        {
            foreach (Process worker in workers)
            {
                worker.Kill();
                worker.Dispose();
            }
        }
    }

    private static async Task<long[]> ResultAsync(Process worker)
    {
        string? line = await worker.StandardOutput.ReadLineAsync().WaitAsync(Eventually.ProcessPatience);
        return [.. line!.Split(' ').Select(static number => long.Parse(number, CultureInfo.InvariantCulture))];
    }

    private static Process Start(int port, string prefix) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(Worker).Assembly.Location, "worker", $"{port}", prefix, $"{Processes}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
