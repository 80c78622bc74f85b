using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>Measures all targets in turn, round after round, so that a noisy moment hits all of them.</summary>
internal static class Comparison
{
    // The JIT compiles again what is hot, on the target's own CPU: the cost falls for a while, with steps that look flat.
    // Three rounds as near to each other as this, after a few, have it behind them.
    private const double SettledWithin = 0.05;
    private const int SettledRounds = 3;
    private const int WarmUpRoundsMin = 6;
    private const int WarmUpSeconds = 2;

    internal static async Task<int> RunAsync(CommandLine options, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("gatehouse-bench-").FullName;

        try
        {
            using TargetSet targets = await TargetSet.StartAsync(options.Targets, folder, cancellationToken);
            LoadGenerator load = new(options, folder);
            Console.WriteLine(
                $"{load.Name}, {options.Connections} connections, {options.Rounds} rounds of {options.Seconds} s, "
                + (ChildProcess.CanPin ? "target on CPU 0, load and upstream on CPU 1" : "processes are not pinned to CPUs"));

            foreach (Target target in targets.All)
            {
                await WarmUpAsync(target, load, options, cancellationToken);
            }

            ComparisonReport.Print(Console.Out, await MeasureAsync(targets, load, options, cancellationToken));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Loads a target until its CPU time a request has settled, or the bound of rounds is reached.</summary>
    internal static async Task WarmUpAsync(Target target, LoadGenerator load, CommandLine options, CancellationToken cancellationToken)
    {
        // A server without a JIT has settled at once; one round opens its connections.
        int roundsMax = target.SidePort is null ? 1 : options.WarmUpRoundsMax;
        List<double> costs = [];

        while (costs.Count < roundsMax && !HasSettled(costs))
        {
            costs.Add((await Round.MeasureAsync(target, load, WarmUpSeconds, cancellationToken)).CpuUs);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {costs.Count} rounds of warm-up dropped, the last at {costs[^1]:F1} µs"));
    }

    private static bool HasSettled(List<double> costs)
    {
        double[] last = [.. costs.TakeLast(SettledRounds)];
        return costs.Count >= WarmUpRoundsMin && last.Max() <= last.Min() * (1 + SettledWithin);
    }

    private static async Task<Dictionary<string, List<Round>>> MeasureAsync(
        TargetSet targets, LoadGenerator load, CommandLine options, CancellationToken cancellationToken)
    {
        Dictionary<string, List<Round>> rounds = targets.All.ToDictionary(static target => target.Name, static _ => new List<Round>());

        for (int round = 0; round < options.Rounds; round++)
        {
            // Another first one each time, so that no target always follows the same other.
            for (int i = 0; i < targets.All.Count; i++)
            {
                Target target = targets.All[(round + i) % targets.All.Count];
                rounds[target.Name].Add(await Round.MeasureAsync(target, load, options.Seconds, cancellationToken));
            }

            Console.Error.Write($"\rround {round + 1} of {options.Rounds} ");
        }

        Console.Error.WriteLine();
        return rounds;
    }
}
