using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>Percent-encoded text of a query, compared and hashed as what it stands for. An invalid escape stands for itself.</summary>
internal static class PercentText
{
    private const int StackBytesMax = 512;

    // Every octet takes at most three units ("%2F"), and a UTF-16 unit stands for at most three octets.
    private const int GrowthMax = 3;

    public static bool EqualsDecoded<TText>(ReadOnlySpan<TText> raw, ReadOnlySpan<byte> expected)
        where TText : unmanaged
    {
        if (raw.EqualsAscii(expected) && !IsEscaped(raw))
        {
            return true;
        }

        if (expected.Length > (long)raw.Length * GrowthMax || raw.Length > (long)expected.Length * GrowthMax || IsPlain(raw))
        {
            return false;
        }

        return Decoded(raw, expected, static (decoded, wanted) => decoded.SequenceEqual(wanted));
    }

    public static ulong HashDecoded<TText>(ReadOnlySpan<TText> raw, ulong seed)
        where TText : unmanaged =>
        IsEscaped(raw)
            ? Decoded(raw, seed, static (decoded, seed) => StableHash.Of(decoded, seed))
            : StableHash.Of(raw, seed);

    /// <summary>Hands the decoded octets to a function and gives back what it answers.</summary>
    public static TResult Decoded<TText, TState, TResult>(
        ReadOnlySpan<TText> raw,
        scoped TState state,
        DecodedFunction<TState, TResult> function)
        where TText : unmanaged
        where TState : allows ref struct
    {
        int bytesMax = typeof(TText) == typeof(char) ? checked(raw.Length * GrowthMax) : raw.Length;
        byte[]? rented = bytesMax > StackBytesMax ? ArrayPool<byte>.Shared.Rent(bytesMax) : null;
        Span<byte> octets = rented ?? stackalloc byte[StackBytesMax];
        TResult result = function(octets[..Decode(raw, octets)], state);

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }

    private static int Decode<TText>(ReadOnlySpan<TText> raw, Span<byte> octets)
        where TText : unmanaged
    {
        int length;

        if (typeof(TText) == typeof(char))
        {
            length = Encoding.UTF8.GetBytes(MemoryMarshal.Cast<TText, char>(raw), octets);
        }
        else
        {
            MemoryMarshal.Cast<TText, byte>(raw).CopyTo(octets);
            length = raw.Length;
        }

        return DecodeInPlace(octets[..length]);
    }

    private static int DecodeInPlace(Span<byte> octets)
    {
        int written = 0;

        for (int read = 0; read < octets.Length; read++)
        {
            byte octet = octets[read];

            if (octet == '%'
                && read + 2 < octets.Length
                && char.IsAsciiHexDigit((char)octets[read + 1])
                && char.IsAsciiHexDigit((char)octets[read + 2]))
            {
                octet = (byte)((HexValue(octets[read + 1]) << 4) | HexValue(octets[read + 2]));
                read += 2;
            }

            octets[written++] = octet;
        }

        return written;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool IsEscaped<TText>(ReadOnlySpan<TText> text)
        where TText : unmanaged =>
        typeof(TText) == typeof(char)
            ? MemoryMarshal.Cast<TText, char>(text).Contains('%')
            : MemoryMarshal.Cast<TText, byte>(text).Contains((byte)'%');

    // Plain text stands for itself in both forms, so where it differs nothing needs decoding.
    private static bool IsPlain<TText>(ReadOnlySpan<TText> text)
        where TText : unmanaged =>
        !IsEscaped(text) && (typeof(TText) == typeof(byte) || Ascii.IsValid(MemoryMarshal.Cast<TText, char>(text)));
}

/// <summary>A function of decoded octets, which are gone when it returns.</summary>
internal delegate TResult DecodedFunction<TState, TResult>(ReadOnlySpan<byte> decoded, TState state)
    where TState : allows ref struct;
