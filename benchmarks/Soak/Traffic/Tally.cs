using System.Globalization;

namespace Gatehouse.Soak;

/// <summary>What the traffic saw: how much went as it should, and what did not, each kind with its count.</summary>
internal sealed class Tally
{
    private const int KindsMax = 50;

    private readonly Dictionary<string, long> _problems = [];
    private long _good;
    private long _bad;
    private int _generation;

    internal long Good => Interlocked.Read(ref _good);

    internal long Bad => Interlocked.Read(ref _bad);

    /// <summary>The latest generation of the configuration that an answer came by.</summary>
    internal int Generation => Volatile.Read(ref _generation);

    internal IReadOnlyList<string> Problems
    {
        get
        {
            lock (_problems)
            {
                return [.. _problems.Select(static problem => $"{problem.Value} times: {problem.Key}")];
            }
        }
    }

    /// <summary>Notes which generation an answer came by; what the gateway answers itself has none.</summary>
    internal void See(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues(SoakManifests.GenerationHeader, out IEnumerable<string>? values))
        {
            int generation = int.Parse(values.Single(), CultureInfo.InvariantCulture);
            Interlocked.Exchange(ref _generation, Math.Max(generation, Generation));
        }
    }

    /// <summary>Counts an exchange, and what was wrong with it where it was not good.</summary>
    internal void Count(bool isGood, string problem)
    {
        if (isGood)
        {
            Interlocked.Increment(ref _good);
            return;
        }

        Interlocked.Increment(ref _bad);

        lock (_problems)
        {
            if (_problems.Count < KindsMax || _problems.ContainsKey(problem))
            {
                _problems[problem] = _problems.GetValueOrDefault(problem) + 1;
            }
        }
    }
}
