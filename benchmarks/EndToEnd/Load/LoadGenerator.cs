using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>Puts a target under load: by wrk where it is installed, else by a generator of our own.</summary>
internal sealed class LoadGenerator(CommandLine options, string folder)
{
    private readonly string? _wrk = options.UsesOwnLoad ? null : Programs.Find("wrk");

    internal string Name => _wrk is null ? "own load generator" : "wrk";

    internal async Task<LoadResult> RunAsync(int port, int seconds, CancellationToken cancellationToken) => Parse(_wrk is null
        ? await ChildProcess.ReadSelfAsync(ChildProcess.OtherCpu, ["load", ChildArguments.Text(port), ChildArguments.Text(seconds), ChildArguments.Text(options.Connections)], cancellationToken)
        : await ChildProcess.ReadAsync(ChildProcess.OtherCpu, _wrk, WrkScript.Arguments(folder, port, seconds, options.Connections), cancellationToken));

    /// <summary>Both generators end with one line: <c>RESULT requests errors seconds p50 p99</c>.</summary>
    private static LoadResult Parse(string output)
    {
        string line = output.Split('\n').LastOrDefault(static line => line.StartsWith("RESULT ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"the load generator printed no result: {output}");
        double[] values = [.. line.Split(' ')[1..].Select(static value => double.Parse(value, CultureInfo.InvariantCulture))];
        return new LoadResult((long)values[0], (long)values[1], values[2], values[3], values[4]);
    }
}
