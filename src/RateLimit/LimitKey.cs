using System.Runtime.CompilerServices;
using Gatehouse.Primitives;

namespace Gatehouse.RateLimit;

/// <summary>
/// Who a limit counts for: a 128-bit seeded hash of a customer's id, an address, a header's value. The text itself is not
/// kept. <c>default</c> is a key as well: the one of a limit that everybody shares.
/// </summary>
public readonly struct LimitKey : IEquatable<LimitKey>
{
    // Odd constants, so that no key is all zero: that marks an empty slot of a table.
    private const ulong HighMask = 0x9E37_79B9_7F4A_7C15;
    private const ulong LowMask = 0xD6E8_FEB8_6659_FD93;

    private readonly ulong _high;
    private readonly ulong _low;

    private LimitKey(ulong high, ulong low)
    {
        // The one hash that would look like an empty slot becomes the key of everybody, with a chance of 2^-128.
        bool isEmpty = (high ^ HighMask | low ^ LowMask) == 0;
        _high = isEmpty ? 0 : high;
        _low = isEmpty ? 0 : low;
    }

    internal ulong High => _high ^ HighMask;

    internal ulong Low => _low ^ LowMask;

    /// <summary>The key of a text.</summary>
    /// <typeparam name="TText"><see cref="char"/> (UTF-16) or <see cref="byte"/> (UTF-8, or the octets of an address).</typeparam>
    /// <param name="text">The text, compared octet by octet.</param>
    /// <param name="seed">
    /// A secret of the process where strangers choose the text; equal seeds give equal keys everywhere.
    /// <see cref="LimitRegistry.KeyOf{TText}"/> has one.
    /// </param>
    public static LimitKey Of<TText>(ReadOnlySpan<TText> text, UInt128 seed)
        where TText : unmanaged
    {
        UInt128 hash = StableHash.Of128(text, seed);
        return new LimitKey((ulong)(hash >> 64), (ulong)hash);
    }

    /// <summary>The key of both together, such as a route and a customer. The order counts.</summary>
    public LimitKey And(LimitKey other) => new(Mix(_high, other._low), Mix(_low, other._high));

    /// <inheritdoc/>
    public bool Equals(LimitKey other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LimitKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_low;

    /// <summary>Whether both are the key of the same text.</summary>
    public static bool operator ==(LimitKey left, LimitKey right) => left.Equals(right);

    /// <summary>Whether they are keys of different texts.</summary>
    public static bool operator !=(LimitKey left, LimitKey right) => !left.Equals(right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left ^ HighMask, ulong.RotateLeft(right, 32) ^ LowMask, out ulong low);
        return high ^ low ^ left;
    }
}
