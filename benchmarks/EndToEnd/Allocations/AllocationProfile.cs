using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>Tells by type what the gateway allocates beyond a bare forwarder that does the same job: each under the same load, sampled from inside.</summary>
internal static class AllocationProfile
{
    private const int TypesMax = 40;

    internal static async Task<int> RunAsync(CommandLine options, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("gatehouse-bench-").FullName;

        try
        {
            using TargetSet targets = await TargetSet.StartAsync(["bare-host", "gateway-1"], folder, cancellationToken);
            LoadGenerator load = new(options, folder);
            Dictionary<string, AllocatedType> bare = await ProfileAsync(targets.Find("bare-host")!, load, options, cancellationToken);
            Dictionary<string, AllocatedType> ours = await ProfileAsync(targets.Find("gateway-1")!, load, options, cancellationToken);
            Print(Console.Out, bare, ours);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, AllocatedType>> ProfileAsync(
        Target target, LoadGenerator load, CommandLine options, CancellationToken cancellationToken)
    {
        await Comparison.WarmUpAsync(target, load, options, cancellationToken);
        int side = target.SidePort!.Value;
        int seconds = options.Rounds * options.Seconds;

        // First without the sampler, for the exact sum.
        Round exact = await Round.MeasureAsync(target, load, options.Seconds, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {exact.AllocatedBytes:F0} bytes a request"));
        await SidePort.AskAsync(side, "sample", cancellationToken);
        LoadResult result = await load.RunAsync(target.Port, seconds, cancellationToken);
        string[] lines = (await SidePort.AskAsync(side, "samples", cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => AllocatedType.Parse(line, result.Requests)).ToDictionary(static type => type.Name);
    }

    private static void Print(TextWriter output, Dictionary<string, AllocatedType> bare, Dictionary<string, AllocatedType> ours)
    {
        double own = ours.Values.Where(static type => type.IsOurs).Sum(static type => type.BytesPerRequest);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nObjects of the packages' own types: {own:F0} bytes a request (goal 0)"));
        output.WriteLine("\n| type | bare: bytes/request | gateway: bytes/request | more | ± | bytes an object |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        IEnumerable<(AllocatedType Bare, AllocatedType Ours)> rows = bare.Keys.Union(ours.Keys)
            .Select(name => (bare.GetValueOrDefault(name, new AllocatedType(name, 0, 0, 0)), ours.GetValueOrDefault(name, new AllocatedType(name, 0, 0, 0))))
            .OrderByDescending(static row => Math.Abs(row.Item2.BytesPerRequest - row.Item1.BytesPerRequest))
            .Take(TypesMax);

        foreach ((AllocatedType before, AllocatedType after) in rows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{after.Name}` | {before.BytesPerRequest:F1} | {after.BytesPerRequest:F1} | {after.BytesPerRequest - before.BytesPerRequest:+0.0;-0.0} | {2 * Math.Sqrt((before.Error * before.Error) + (after.Error * after.Error)):F1} | {Math.Max(before.ObjectBytes, after.ObjectBytes)} |"));
        }
    }
}
