using System.Buffers;
using System.Text;

namespace Gatehouse.Primitives;

/// <summary>Tells, without writing anything, whether a path is in the normal form of <see cref="RequestPath"/>.</summary>
/// <typeparam name="TText"><see cref="char"/> or <see cref="byte"/>.</typeparam>
internal static class NormalPath<TText>
    where TText : unmanaged, IEquatable<TText>
{
    // RFC 3986 section 3.3: pchar without the escapes.
    private const string Plain = PercentEscape.Unreserved + "!$&'()*+,;=:@";

    /// <summary>What stands for itself in a segment.</summary>
    public static readonly SearchValues<TText> PlainUnits = Units(Plain);

    private static readonly SearchValues<TText> PlainUnitsAndSlash = Units(Plain + "/");

    /// <summary>Whether a path that begins with '/' is its own normal form.</summary>
    public static bool IsNormal(ReadOnlySpan<TText> path) => IsEscapedNormally(path) && !HasDotSegment(path);

    private static bool IsEscapedNormally(ReadOnlySpan<TText> rest)
    {
        // Vectorised: an ordinary path is one call long.
        for (int at; (at = rest.IndexOfAnyExcept(PlainUnitsAndSlash)) >= 0; rest = rest[(at + PercentEscape.Length)..])
        {
            ReadOnlySpan<TText> escape = rest[at..];

            if (!PercentEscape.TryRead(escape, out int octet)
                || PercentEscape.IsUnreserved(octet)
                || !PercentEscape.IsUpperCase(escape))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasDotSegment(ReadOnlySpan<TText> rest)
    {
        ReadOnlySpan<TText> opening = [Unit('/'), Unit('.')];

        for (int at; (at = rest.IndexOf(opening)) >= 0;)
        {
            rest = rest[(at + opening.Length)..];
            ReadOnlySpan<TText> end = !rest.IsEmpty && rest[0].Equals(Unit('.')) ? rest[1..] : rest;

            if (end.IsEmpty || end[0].Equals(Unit('/')))
            {
                return true;
            }
        }

        return false;
    }

    private static TText Unit(char ascii) => TextUnits.FromAscii<TText>(ascii);

    private static SearchValues<TText> Units(string ascii) =>
        typeof(TText) == typeof(char)
            ? (SearchValues<TText>)(object)SearchValues.Create(ascii)
            : (SearchValues<TText>)(object)SearchValues.Create(Encoding.ASCII.GetBytes(ascii));
}
