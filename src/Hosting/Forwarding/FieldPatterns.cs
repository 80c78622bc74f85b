using Gatehouse.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// Names of fields, and beginnings of names, that a field's name is compared with as CGI would: case does not count, and
/// whatever is no letter and no digit equals <c>-</c>. Immutable.
/// </summary>
internal sealed class FieldPatterns
{
    private const char Any = '*';
    private const int Letters = 128;

    private readonly Pattern[]?[] _byFirst = new Pattern[Letters][];

    internal FieldPatterns(params IEnumerable<string> patterns)
    {
        foreach (IGrouping<char, Pattern> group in patterns.Select(Compile).GroupBy(static pattern => pattern.Text[0]))
        {
            _byFirst[group.Key] = [.. group];
        }
    }

    /// <summary>Whether a text is a name, or the beginning of one with a final '*'.</summary>
    internal static bool IsPattern(string text) =>
        HeaderName.IsToken(text.EndsWith(Any) ? text[..^1] : text) && text.Length <= HeaderName.LengthMax;

    /// <summary>Whether one of the patterns has that name. Nearly every name is told by its first character.</summary>
    internal bool Has(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name[0] >= Letters || _byFirst[Fold(name[0])] is not { } candidates)
        {
            return false;
        }

        foreach (Pattern pattern in candidates)
        {
            if (pattern.Is(name))
            {
                return true;
            }
        }

        return false;
    }

    private static Pattern Compile(string pattern)
    {
        bool isPrefix = pattern.EndsWith(Any);
        return new Pattern(string.Concat((isPrefix ? pattern[..^1] : pattern).Select(Fold)), isPrefix);
    }

    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : char.IsAsciiLetterOrDigit(c) ? c : '-';

    private readonly record struct Pattern(string Text, bool IsPrefix)
    {
        internal bool Is(ReadOnlySpan<char> name)
        {
            if (IsPrefix ? name.Length < Text.Length : name.Length != Text.Length)
            {
                return false;
            }

            for (int i = 0; i < Text.Length; i++)
            {
                if (Fold(name[i]) != Text[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
