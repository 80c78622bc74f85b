using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Gatehouse.Primitives;

/// <summary>
/// A fast seeded 64-bit hash of text, the same for UTF-16 and for the UTF-8 bytes of the same text, on every machine
/// and in every process that uses the same seed. For look-up tables: not a cryptographic hash; whoever looks something
/// up still compares the whole text.
/// </summary>
public static class StableHash
{
    private const ulong Prime1 = 0x9E37_79B9_7F4A_7C15;
    private const ulong Prime2 = 0xD6E8_FEB8_6659_FD93;

    // Bit 5 is what tells an ASCII letter's cases apart; folding it for every octet makes '@' and '`' collide, which
    // costs a compare and never an answer.
    private const ulong CaseBits = 0x2020_2020_2020_2020;

    private const int StackBytesMax = 512;

    /// <summary>Hashes text.</summary>
    /// <typeparam name="TText"><see cref="char"/> (UTF-16) or <see cref="byte"/> (UTF-8).</typeparam>
    /// <param name="text">The text; lone surrogates count as U+FFFD.</param>
    /// <param name="seed">A secret of the process where strangers choose the text, so that they cannot choose collisions.</param>
    public static ulong Of<TText>(ReadOnlySpan<TText> text, ulong seed)
        where TText : unmanaged => Hash(text, seed, 0);

    /// <summary>Hashes text such that texts that differ only in the case of ASCII letters have the same hash.</summary>
    /// <inheritdoc cref="Of{TText}(ReadOnlySpan{TText}, ulong)"/>
    public static ulong OfIgnoreCase<TText>(ReadOnlySpan<TText> text, ulong seed)
        where TText : unmanaged => Hash(text, seed, CaseBits);

    /// <summary>
    /// Hashes text to 128 bits, for keys that are kept instead of the text: two texts share one with a chance of about
    /// 2^-128, and nobody who does not know the seed can look for such a pair.
    /// </summary>
    /// <typeparam name="TText"><see cref="char"/> (UTF-16) or <see cref="byte"/> (UTF-8).</typeparam>
    /// <param name="text">The text; lone surrogates count as U+FFFD.</param>
    /// <param name="seed">A secret of the process where strangers choose the text.</param>
    public static UInt128 Of128<TText>(ReadOnlySpan<TText> text, UInt128 seed)
        where TText : unmanaged =>
        // Two passes with unrelated seeds: what collides in one does not in the other, since the seed enters every step.
        new(Hash(text, (ulong)(seed >> 64), 0), Hash(text, (ulong)seed + Prime2, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash<TText>(ReadOnlySpan<TText> text, ulong seed, ulong fold)
        where TText : unmanaged
    {
        ref TText first = ref MemoryMarshal.GetReference(text);
        nint length = text.Length;
        ulong hash = seed ^ Prime1;
        ulong notAscii = 0;

        // Sixteen units a step; the last step overlaps the one before it, so there is no tail loop.
        if (length > 16)
        {
            for (nint i = 0; i < length - 16; i += 16)
            {
                Load16(ref first, i, ref notAscii, out ulong low, out ulong high);
                hash = Step(hash, low | fold, high | fold);
            }

            Load16(ref first, length - 16, ref notAscii, out ulong lastLow, out ulong lastHigh);
            hash = Step(hash, lastLow | fold, lastHigh | fold);
        }
        else if (length >= 8)
        {
            hash = Step(hash, Load8(ref first, 0, ref notAscii) | fold, Load8(ref first, length - 8, ref notAscii) | fold);
        }
        else if (length >= 4)
        {
            hash = Step(hash, Load4(ref first, 0, ref notAscii) | fold, Load4(ref first, length - 4, ref notAscii) | fold);
        }
        else if (length > 0)
        {
            ulong ends = Load1(ref first, 0, ref notAscii) | (Load1(ref first, length - 1, ref notAscii) << 8);
            hash = Step(hash, ends | (Load1(ref first, length >> 1, ref notAscii) << 16) | fold, 0);
        }

        if (typeof(TText) == typeof(char) && notAscii != 0)
        {
            return HashTranscoded(MemoryMarshal.Cast<TText, char>(text), seed, fold);
        }

        return Fold(hash ^ (ulong)length, Prime2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ulong hash, ulong low, ulong high) => Fold(low ^ hash, high ^ Prime2 ^ (hash << 32 | hash >> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load16<TText>(ref TText first, nint index, ref ulong notAscii, out ulong low, out ulong high)
        where TText : unmanaged
    {
        if (typeof(TText) == typeof(byte))
        {
            low = Load8(ref first, index, ref notAscii);
            high = Load8(ref first, index + 8, ref notAscii);
            return;
        }

        Vector128<ushort> left = Vector128.LoadUnsafe(ref Unsafe.As<TText, ushort>(ref first), (nuint)index);
        Vector128<ushort> right = Vector128.LoadUnsafe(ref Unsafe.As<TText, ushort>(ref first), (nuint)index + 8);
        Vector128<ulong> over = ((left | right) & Vector128.Create((ushort)0xFF80)).AsUInt64();
        notAscii |= over.GetElement(0) | over.GetElement(1);
        Vector128<ulong> units = Vector128.Narrow(left, right).AsUInt64();
        low = units.GetElement(0);
        high = units.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load8<TText>(ref TText first, nint index, ref ulong notAscii)
        where TText : unmanaged
    {
        if (typeof(TText) == typeof(byte))
        {
            return Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<TText, byte>(ref Unsafe.Add(ref first, index)));
        }

        Vector128<ushort> units = Vector128.LoadUnsafe(ref Unsafe.As<TText, ushort>(ref first), (nuint)index);
        Vector128<ulong> over = (units & Vector128.Create((ushort)0xFF80)).AsUInt64();
        notAscii |= over.GetElement(0) | over.GetElement(1);
        return Vector128.Narrow(units, units).AsUInt64().GetElement(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load4<TText>(ref TText first, nint index, ref ulong notAscii)
        where TText : unmanaged
    {
        if (typeof(TText) == typeof(byte))
        {
            return Unsafe.ReadUnaligned<uint>(ref Unsafe.As<TText, byte>(ref Unsafe.Add(ref first, index)));
        }

        ulong units = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<TText, byte>(ref Unsafe.Add(ref first, index)));
        notAscii |= units & 0xFF80_FF80_FF80_FF80;
        units = (units | (units >> 8)) & 0x0000_FFFF_0000_FFFF;
        return (units | (units >> 16)) & 0xFFFF_FFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load1<TText>(ref TText first, nint index, ref ulong notAscii)
        where TText : unmanaged
    {
        if (typeof(TText) == typeof(byte))
        {
            return Unsafe.As<TText, byte>(ref Unsafe.Add(ref first, index));
        }

        ulong unit = Unsafe.As<TText, char>(ref Unsafe.Add(ref first, index));
        notAscii |= unit & 0xFF80;
        return unit;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong HashTranscoded(ReadOnlySpan<char> text, ulong seed, ulong fold)
    {
        int bytesMax = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = bytesMax > StackBytesMax ? ArrayPool<byte>.Shared.Rent(bytesMax) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackBytesMax];
        int written = Encoding.UTF8.GetBytes(text, bytes);
        ulong hash = Hash<byte>(bytes[..written], seed, fold);

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }
}
