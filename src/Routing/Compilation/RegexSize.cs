namespace Gatehouse.Routing;

/// <summary>
/// How many states a pattern unfolds to, estimated from above without building it: <c>((a{1000}){1000}){1000}</c> is
/// 23 characters and would fill any memory.
/// </summary>
internal static class RegexSize
{
    private const long Overflow = 1L << 40;

    public static long StatesOf(string pattern)
    {
        // Sizes of the groups that are open, the innermost last. Alternatives add up, as sequences do.
        List<long> open = [0];
        long last = 0;

        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    last = 1;
                    open[^1] += 1;
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    last = 1;
                    open[^1] += 1;
                    break;
                case '(':
                    open.Add(0);
                    break;
                case ')' when open.Count > 1:
                    last = open[^1] + 1;
                    open.RemoveAt(open.Count - 1);
                    open[^1] += last;
                    break;
                case '{' when RepetitionAt(pattern, i, out int end) is var times and > 1:
                    long more = Math.Min(last * (times - 1), Overflow);
                    open[^1] = Math.Min(open[^1] + more, Overflow);
                    last = Math.Min(last + more, Overflow);
                    i = end;
                    break;
                default:
                    last = 1;
                    open[^1] += 1;
                    break;
            }
        }

        return open.Sum();
    }

    // The larger bound of "{n}", "{n,}" or "{n,m}"; 0 where the brace is an ordinary character.
    private static long RepetitionAt(string pattern, int start, out int end)
    {
        end = pattern.IndexOf('}', start);

        if (end < 0)
        {
            return 0;
        }

        long most = 0;

        foreach (Range part in pattern.AsSpan(start + 1, end - start - 1).Split(','))
        {
            ReadOnlySpan<char> digits = pattern.AsSpan(start + 1, end - start - 1)[part];

            if (digits.ContainsAnyExceptInRange('0', '9'))
            {
                return 0;
            }

            most = digits.IsEmpty ? most + 1 : Math.Max(most, long.TryParse(digits, out long bound) ? bound : Overflow);
        }

        return most;
    }

    private static int EndOfClass(string pattern, int start)
    {
        // "[]a]" and "[^]a]": a bracket right after the opening is a member.
        int i = start + 1;
        i += i < pattern.Length && pattern[i] == '^' ? 1 : 0;

        for (i++; i < pattern.Length && pattern[i] != ']'; i++)
        {
            i += pattern[i] == '\\' ? 1 : 0;
        }

        return i;
    }
}
