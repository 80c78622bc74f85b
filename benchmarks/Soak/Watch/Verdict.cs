using System.Globalization;

namespace Gatehouse.Soak;

/// <summary>Whether a run was good: nothing unexpected was answered, and nothing grew.</summary>
internal static class Verdict
{
    // A heap breathes; a leak of what each request makes passes this within minutes.
    private const double GrowthMax = 1.25;
    private const double GrowthMbFree = 32;

    // Idle connections of pools, on both sides, and what the runtime opens late.
    private const int SocketsLeftMax = 64;

    /// <summary>Judges the readings under load and the one after it.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<Reading> readings, Reading before, Reading after, Tally tally)
    {
        List<string> problems = [.. tally.Problems];
        double early = Median(readings.Skip(readings.Count / 4).Take(Math.Max(1, readings.Count / 4)));
        double late = Median(readings.TakeLast(Math.Max(1, readings.Count / 4)));

        if (tally.Bad > 0)
        {
            problems.Add($"{tally.Bad} exchanges did not end as they should");
        }

        if (tally.Generation == 0)
        {
            problems.Add("no reload reached an answer");
        }

        if (late > (early * GrowthMax) + GrowthMbFree)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"memory grew from {early:F0} to {late:F0} MiB"));
        }

        if (after.Sockets > before.Sockets + SocketsLeftMax)
        {
            problems.Add($"{after.Sockets - before.Sockets} more sockets than before the load");
        }

        return problems;
    }

    private static double Median(IEnumerable<Reading> readings)
    {
        double[] sorted = [.. readings.Select(static reading => reading.ResidentMb).Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
