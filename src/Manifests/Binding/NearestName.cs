namespace Gatehouse.Manifests;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    // A longer word is not a slip of a known one, and the distance costs the product of both lengths.
    private const int LengthMax = 64;

    /// <summary>The known name within a third of its length in edits, letters' case aside; <see langword="null"/> if none is so near.</summary>
    public static string? Find(string misspelt, IEnumerable<string> known)
    {
        string? nearest = null;
        int nearestDistance = int.MaxValue;

        foreach (string candidate in misspelt.Length > LengthMax ? [] : known)
        {
            int distance = Distance(misspelt, candidate);

            if (distance < nearestDistance && distance <= 1 + (candidate.Length / 4))
            {
                nearest = candidate;
                nearestDistance = distance;
            }
        }

        return nearest;
    }

    // Optimal string alignment: insert, delete, replace, or swap two neighbours.
    private static int Distance(string left, string right)
    {
        int[] beforePrevious = new int[right.Length + 1];
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        int[] row = new int[right.Length + 1];

        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;

            for (int j = 1; j <= right.Length; j++)
            {
                int replace = previous[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                row[j] = Math.Min(Math.Min(previous[j] + 1, row[j - 1] + 1), replace);

                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    row[j] = Math.Min(row[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous, row) = (previous, row, beforePrevious);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
