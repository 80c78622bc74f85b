using System.Buffers;

namespace Gatehouse.Primitives;

/// <summary>Reads and writes one percent-encoded octet (RFC 3986 section 2.1) in either text form.</summary>
internal static class PercentEscape
{
    /// <summary>The text units of an escape: <c>%2F</c>.</summary>
    public const int Length = 3;

    /// <summary>RFC 3986 section 2.3.</summary>
    public const string Unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const string Digits = "0123456789ABCDEF";
    private const int Delete = 0x7F;

    private static readonly SearchValues<char> UnreservedCharacters = SearchValues.Create(Unreserved);

    /// <summary>Whether an octet is the same with and without an escape (RFC 3986 section 6.2.2.2).</summary>
    public static bool IsUnreserved(int octet) => UnreservedCharacters.Contains((char)octet);

    /// <summary>Reads the escape that a text begins with, unless it stands for a control, DEL or a backslash.</summary>
    public static bool TryRead<TText>(ReadOnlySpan<TText> text, out int octet)
        where TText : unmanaged
    {
        octet = -1;

        if (text.Length < Length
            || (int)TextUnits.ToNumber(text[0]) != '%'
            || !TryReadDigit(text[1], out int high)
            || !TryReadDigit(text[2], out int low))
        {
            return false;
        }

        octet = (high << 4) | low;
        return octet is not (< ' ' or Delete or '\\');
    }

    /// <summary>Whether the digits of the escape that a text begins with are in upper case.</summary>
    public static bool IsUpperCase<TText>(ReadOnlySpan<TText> escape)
        where TText : unmanaged => (int)TextUnits.ToNumber(escape[1]) <= 'F' && (int)TextUnits.ToNumber(escape[2]) <= 'F';

    /// <summary>Writes an octet's escape.</summary>
    public static void Write<TText>(int octet, Span<TText> destination)
        where TText : unmanaged
    {
        destination[0] = TextUnits.FromAscii<TText>('%');
        destination[1] = TextUnits.FromAscii<TText>(Digits[octet >> 4]);
        destination[2] = TextUnits.FromAscii<TText>(Digits[octet & 0xF]);
    }

    private static bool TryReadDigit<TText>(TText unit, out int value)
        where TText : unmanaged
    {
        int digit = (int)TextUnits.ToNumber(unit);
        value = digit switch
        {
            >= '0' and <= '9' => digit - '0',
            >= 'A' and <= 'F' => digit - 'A' + 10,
            >= 'a' and <= 'f' => digit - 'a' + 10,
            _ => -1,
        };
        return value >= 0;
    }
}
