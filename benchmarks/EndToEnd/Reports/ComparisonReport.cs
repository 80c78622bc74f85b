using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>The measurements as the tables that docs/benchmarks.md shows.</summary>
internal static class ComparisonReport
{
    /// <summary>Ours may cost so much more CPU time a request than the bare forwarder, in microseconds.</summary>
    private const double ExtraCpuUsMax = 3.0;

    private static readonly string[] Ours = ["gateway-1", "gateway-10000"];

    internal static void Print(TextWriter output, IReadOnlyDictionary<string, List<Round>> rounds)
    {
        output.WriteLine("\n| target | requests/s | IQR | CPU µs/request | IQR | p50 ms | p99 ms | bytes/request | errors |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");

        foreach ((string name, List<Round> measured) in rounds)
        {
            Quartiles rate = Quartiles.Of(measured.Select(static round => round.Load.RequestsPerSecond));
            Quartiles cpu = Quartiles.Of(measured.Select(static round => round.CpuUs));
            double p50 = Quartiles.Of(measured.Select(static round => round.Load.P50Us)).Median / 1_000;
            double p99 = Quartiles.Of(measured.Select(static round => round.Load.P99Us)).Median / 1_000;
            Quartiles bytes = Quartiles.Of(measured.Select(static round => round.AllocatedBytes));
            output.WriteLine(Invariant(
                $"| {name} | {rate.Median:F0} | {rate.Lower:F0}..{rate.Upper:F0} | {cpu.Median:F1} | {cpu.Lower:F1}..{cpu.Upper:F1} | {p50:F2} | {p99:F2} | {(bytes.Median > 0 ? Invariant($"{bytes.Median:F0}") : "-")} | {measured.Sum(static round => round.Load.Errors)} |"));
        }

        PrintGoals(output, "bare", rounds);
        PrintGoals(output, "bare-host", rounds);
    }

    // Differences within one round: both were measured in the same minute of the machine.
    private static void PrintGoals(TextWriter output, string baseline, IReadOnlyDictionary<string, List<Round>> rounds)
    {
        if (!rounds.TryGetValue(baseline, out List<Round>? bare))
        {
            return;
        }

        output.WriteLine($"\n| beyond {baseline} | CPU µs/request | IQR | goal | | bytes/request | goal | |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");

        foreach (string name in Ours.Where(rounds.ContainsKey))
        {
            Quartiles cpu = Quartiles.Of(rounds[name].Zip(bare, static (ours, peer) => ours.CpuUs - peer.CpuUs));
            Quartiles bytes = Quartiles.Of(rounds[name].Zip(bare, static (ours, peer) => ours.AllocatedBytes - peer.AllocatedBytes));
            output.WriteLine(Invariant(
                $"| {name} | {Signed(cpu.Median)} | {Signed(cpu.Lower)}..{Signed(cpu.Upper)} | ≤ +{ExtraCpuUsMax:F0} | {Verdict(cpu.Median <= ExtraCpuUsMax)} | {bytes.Median:+0;-0} | 0 | {Verdict(bytes.Median < 1)} |"));
        }
    }

    private static string Verdict(bool isReached) => isReached ? "reached" : "missed";

    // Rounded first, or a little less than nothing would print as "-0.0".
    private static string Signed(double figure) => Math.Round(figure, 1).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
