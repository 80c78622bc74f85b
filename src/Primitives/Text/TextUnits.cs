using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Gatehouse.Primitives;

/// <summary>
/// What code that serves both text forms, <see cref="char"/> (UTF-16) and <see cref="byte"/> (UTF-8), needs of a unit of
/// either. The type parameter is one of the two; every choice by it is made by the JIT, not at run time.
/// </summary>
public static class TextUnits
{
    /// <summary>The unit as a number: 0 to 65535, or 0 to 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ToNumber<TText>(TText unit)
        where TText : unmanaged =>
        typeof(TText) == typeof(char) ? Unsafe.As<TText, char>(ref unit) : Unsafe.As<TText, byte>(ref unit);

    /// <summary>The unit that stands for an ASCII character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TText FromAscii<TText>(char character)
        where TText : unmanaged
    {
        byte octet = (byte)character;
        return typeof(TText) == typeof(char) ? Unsafe.As<char, TText>(ref character) : Unsafe.As<byte, TText>(ref octet);
    }

    /// <summary>Whether text is the given ASCII text; text with anything beyond ASCII is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EqualsAscii<TText>(this ReadOnlySpan<TText> text, ReadOnlySpan<byte> ascii)
        where TText : unmanaged =>
        typeof(TText) == typeof(char)
            ? Ascii.Equals(ascii, MemoryMarshal.Cast<TText, char>(text))
            : MemoryMarshal.Cast<TText, byte>(text).SequenceEqual(ascii);

    /// <summary>Whether text is the given ASCII text but for the case of letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EqualsAsciiIgnoreCase<TText>(this ReadOnlySpan<TText> text, ReadOnlySpan<byte> ascii)
        where TText : unmanaged =>
        typeof(TText) == typeof(char)
            ? Ascii.EqualsIgnoreCase(ascii, MemoryMarshal.Cast<TText, char>(text))
            : Ascii.EqualsIgnoreCase(ascii, MemoryMarshal.Cast<TText, byte>(text));
}
