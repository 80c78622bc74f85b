using System.Runtime.CompilerServices;

namespace Gatehouse.Primitives;

/// <summary>
/// Conversions for code that serves both text forms. They are bit casts, because the generic-math conversions box
/// until the compiler's last tier has seen them, and the first request must allocate nothing as well.
/// </summary>
internal static class TextUnit
{
    /// <summary>An ASCII character as a unit of the text form.</summary>
    public static TText Of<TText>(char ascii)
        where TText : unmanaged =>
        Unsafe.SizeOf<TText>() == sizeof(byte)
            ? Unsafe.BitCast<byte, TText>((byte)ascii)
            : Unsafe.BitCast<char, TText>(ascii);

    /// <summary>A unit's number.</summary>
    public static int ToInt32<TText>(TText unit)
        where TText : unmanaged =>
        Unsafe.SizeOf<TText>() == sizeof(byte)
            ? Unsafe.BitCast<TText, byte>(unit)
            : Unsafe.BitCast<TText, char>(unit);
}
