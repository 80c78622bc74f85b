using System.Collections.Concurrent;

namespace Gatehouse.Conformance;

/// <summary>Counts the answers of many requests, ten at a time as the suite does it.</summary>
internal static class Tally
{
    internal static async Task<Dictionary<string, int>> OfAsync(int rounds, Func<Task<IEnumerable<string>>> ask)
    {
        ConcurrentQueue<string> answers = new();
        await Parallel.ForAsync(0, rounds, new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (_, _) =>
        {
            foreach (string answer in await ask())
            {
                answers.Enqueue(answer);
            }
        });
        return answers.GroupBy(answer => answer).ToDictionary(group => group.Key, group => group.Count());
    }
}
