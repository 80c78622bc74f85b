using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// The distinct paths of one hostname. A look-up hashes only the parts of the request's path that end at a segment's
/// boundary and are as long as some path of the table; shorter prefixes of a found path were linked when compiling.
/// </summary>
internal readonly struct PathSlots
{
    /// <summary>Up to so many paths are compared one by one: that is cheaper than hashing (benchmarks/Routing, PathSlots).</summary>
    public const int LinearMax = 4;

    public const int None = -1;

    private const int MaskBits = 64;

    private const ulong TagMask = 0xFFFF_FFFF_0000_0000;

    private readonly PathSlot[] _slots;
    private readonly byte[] _text;
    // The upper half of the hash beside the slot's position: a bucket of another path is passed over without touching its slot.
    private readonly ulong[]? _buckets;
    private readonly ulong _seed;

    // Bit n: some path (or, for prefixes, some prefix) is n units long. Longer ones are listed, longest first.
    private readonly ulong _lengths;
    private readonly ulong _prefixLengths;
    private readonly ushort[] _longLengths;

    /// <param name="slots">The paths, longest text first.</param>
    /// <param name="text">The slots' texts.</param>
    /// <param name="seed">The seed of the hash.</param>
    public PathSlots(PathSlot[] slots, byte[] text, ulong seed)
    {
        _slots = slots;
        _text = text;
        _seed = seed;
        SortedSet<ushort> longLengths = [];

        foreach (ref readonly PathSlot slot in slots.AsSpan())
        {
            ulong bit = slot.TextLength < MaskBits ? 1UL << slot.TextLength : 0;
            _lengths |= bit;
            _prefixLengths |= slot.PrefixCount > 0 ? bit : 0;

            if (bit == 0)
            {
                longLengths.Add(slot.TextLength);
            }
        }

        _longLengths = longLengths.Count == 0 ? [] : [.. longLengths.Reverse()];
        _buckets = slots.Length > LinearMax ? BuildBuckets() : null;
    }

    public ref readonly PathSlot this[int slot] => ref _slots[slot];

    public int Count => _slots.Length;

    public ReadOnlySpan<byte> TextOf(int slot) => _text.AsSpan(_slots[slot].TextOffset, _slots[slot].TextLength);

    /// <summary>The slot whose text is the whole path; <see cref="None"/> where there is none.</summary>
    public int Whole<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged
    {
        bool possible = path.Length < MaskBits ? (_lengths & (1UL << path.Length)) != 0 : _longLengths.Length > 0;
        return possible ? Find(path) : None;
    }

    /// <summary>The slot of the longest prefix that is shorter than the path; <see cref="None"/> where there is none.</summary>
    public int LongestPrefix<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged, IBinaryInteger<TText>
    {
        if (_longLengths.Length > 0 && path.Length > MaskBits && LongestLongPrefix(path) is var slot and not None)
        {
            return slot;
        }

        ulong lengths = _prefixLengths & (path.Length < MaskBits ? (1UL << path.Length) - 1 : ulong.MaxValue);

        // The root prefix is the empty text: it ends before the first slash, as every path begins with one.
        for (ulong ends = lengths & SlashMask(path); ends != 0;)
        {
            int length = MaskBits - 1 - BitOperations.LeadingZeroCount(ends);
            ends ^= 1UL << length;
            int found = Find(path[..length]);

            if (found != None && _slots[found].PrefixCount > 0)
            {
                return found;
            }
        }

        return None;
    }

    private int LongestLongPrefix<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged
    {
        foreach (ushort length in _longLengths)
        {
            if (length < path.Length && TextUnits.ToNumber(path[length]) == '/')
            {
                int found = Find(path[..length]);

                if (found != None && _slots[found].PrefixCount > 0)
                {
                    return found;
                }
            }
        }

        return None;
    }

    private int Find<TText>(ReadOnlySpan<TText> text)
        where TText : unmanaged
    {
        PathSlot[] slots = _slots;

        if (_buckets is not { } buckets)
        {
            for (int i = 0; i < slots.Length; i++)
            {
                if (Is(in slots[i], text))
                {
                    return i;
                }
            }

            return None;
        }

        ulong hash = StableHash.Of(text, _seed);
        int mask = buckets.Length - 1;

        for (int bucket = (int)hash & mask; ; bucket = (bucket + 1) & mask)
        {
            ulong seen = buckets[bucket];

            if (seen == 0)
            {
                return None;
            }

            int slot = (int)(uint)seen - 1;

            if (((seen ^ hash) & TagMask) == 0 && Is(in slots[slot], text))
            {
                return slot;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Is<TText>(in PathSlot slot, ReadOnlySpan<TText> text)
        where TText : unmanaged =>
        slot.TextLength == text.Length && text.EqualsAscii(_text.AsSpan(slot.TextOffset, slot.TextLength));

    private ulong[] BuildBuckets()
    {
        ulong[] buckets = new ulong[(int)BitOperations.RoundUpToPowerOf2((uint)_slots.Length * 2)];
        int mask = buckets.Length - 1;

        for (int i = 0; i < _slots.Length; i++)
        {
            ulong hash = StableHash.Of(TextOf(i), _seed);
            int bucket = (int)hash & mask;

            while (buckets[bucket] != 0)
            {
                bucket = (bucket + 1) & mask;
            }

            buckets[bucket] = (hash & TagMask) | (uint)(i + 1);
        }

        return buckets;
    }

    // Bit n: the path's unit n is a slash, for the first 64 units.
    private static ulong SlashMask<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged, IBinaryInteger<TText>
    {
        int length = Math.Min(path.Length, MaskBits);
        int width = Vector128<byte>.Count / Unsafe.SizeOf<TText>();
        ulong mask = 0;

        if (length < width)
        {
            for (int i = 0; i < length; i++)
            {
                mask |= (TextUnits.ToNumber(path[i]) == '/' ? 1UL : 0) << i;
            }

            return mask;
        }

        ref TText first = ref MemoryMarshal.GetReference(path);

        for (int i = 0; i < length - width; i += width)
        {
            mask |= SlashesAt(ref first, i) << i;
        }

        return mask | (SlashesAt(ref first, length - width) << (length - width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SlashesAt<TText>(ref TText first, int index)
        where TText : unmanaged =>
        typeof(TText) == typeof(char)
            ? Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.As<TText, ushort>(ref first), (nuint)index), Vector128.Create((ushort)'/')).ExtractMostSignificantBits()
            : Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.As<TText, byte>(ref first), (nuint)index), Vector128.Create((byte)'/')).ExtractMostSignificantBits();
}

/// <summary>One path of a hostname: where its candidates are, and which shorter prefix is tried next.</summary>
internal struct PathSlot
{
    /// <summary>The prefix's rule where it asks for nothing but the path; <see langword="null"/> where candidates have to be tested.</summary>
    public CompiledRule? PrefixRule;

    public int TextOffset;

    /// <summary>The longest prefix of the table that is a shorter prefix of this path; <see cref="PathSlots.None"/> at the end.</summary>
    public int Shorter;

    /// <summary>The first candidate of the Exact path; those of the prefix follow them.</summary>
    public int First;
    public int ExactCount;
    public int PrefixCount;
    public ushort TextLength;
}
