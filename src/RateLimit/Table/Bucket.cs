using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gatehouse.RateLimit;

/// <summary>
/// The layout of a bucket, two cache lines: word 0 has the number of the chain's next bucket and the chain's latch, then five
/// high halves of keys, five low halves, five levels. The high halves are compared all at once, since a branch for each would be
/// mispredicted for every random key. A slot is a reference to its high half.
/// </summary>
internal static class Bucket
{
    /// <summary>The level of a slot whose key is being changed.</summary>
    public const ulong Claimed = ulong.MaxValue;

    public const int Slots = 5;

    private const ulong LatchBit = 1UL << 63;
    private const int FirstHigh = 1;

    /// <summary>The slot of a key, or a null reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ulong Find(ref ulong bucket, LimitKey key)
    {
        Vector256<ulong> wanted = Vector256.Create(key.High);
        uint first = Vector256.Equals(Vector256.LoadUnsafe(ref bucket, FirstHigh), wanted).ExtractMostSignificantBits();
        uint last = Vector256.Equals(Vector256.LoadUnsafe(ref bucket, FirstHigh + 1), wanted).ExtractMostSignificantBits();
        uint matches = first | (last << 1);

        while (matches != 0)
        {
            ref ulong slot = ref Slot(ref bucket, BitOperations.TrailingZeroCount(matches));

            if (Holds(ref slot, key))
            {
                return ref slot;
            }

            matches &= matches - 1;
        }

        return ref Unsafe.NullRef<ulong>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ulong Slot(ref ulong bucket, int index) => ref Unsafe.Add(ref bucket, FirstHigh + index);

    /// <summary>Whether a slot is a key's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(ref ulong slot, LimitKey key) => Volatile.Read(ref slot) == key.High && Volatile.Read(ref Low(ref slot)) == key.Low;

    /// <summary>Whether a slot never had a key.</summary>
    public static bool IsUnused(ref ulong slot) => (Volatile.Read(ref slot) | Volatile.Read(ref Low(ref slot))) == 0;

    public static void SetKey(ref ulong slot, LimitKey key)
    {
        Volatile.Write(ref slot, key.High);
        Volatile.Write(ref Low(ref slot), key.Low);
    }

    /// <summary>The level of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ulong Level(ref ulong slot) => ref Unsafe.Add(ref slot, 2 * Slots);

    /// <summary>The number of the chain's next bucket, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ref ulong bucket) => (int)(Volatile.Read(ref bucket) & ~LatchBit);

    /// <summary>Says what bucket follows; the chain is latched by the caller.</summary>
    public static void SetNext(ref ulong bucket, int number) =>
        Volatile.Write(ref bucket, (Volatile.Read(ref bucket) & LatchBit) | (uint)number);

    /// <summary>Latches the chain that begins with a bucket: until <see cref="Unlatch"/> nobody else adds a key to it.</summary>
    public static void Latch(ref ulong bucket)
    {
        SpinWait spin = default;

        while (true)
        {
            ulong seen = Volatile.Read(ref bucket);

            if ((seen & LatchBit) == 0 && Interlocked.CompareExchange(ref bucket, seen | LatchBit, seen) == seen)
            {
                return;
            }

            spin.SpinOnce();
        }
    }

    public static void Unlatch(ref ulong bucket) => Volatile.Write(ref bucket, Volatile.Read(ref bucket) & ~LatchBit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong Low(ref ulong slot) => ref Unsafe.Add(ref slot, Slots);
}
