using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gatehouse.RateLimit;

/// <summary>
/// Buckets of 128 bytes in segments that are reserved when a bucket of them is first used: that is all the growth there is.
/// Buckets 1 to <paramref name="chains"/> are the first of their chains and always there to be used; the others are taken one
/// after the other. Nothing is given back before the table is.
/// </summary>
/// <param name="chains">How many chains there are.</param>
/// <param name="more">Buckets that may be taken as further ones of a chain.</param>
internal sealed class BucketPool(int chains, int more)
{
    private const int BucketWords = 16;
    private const int BucketBytes = BucketWords * sizeof(ulong);

    // 4 KiB a segment: cleared within a fraction of a microsecond, and few keys in a large table take up little. Larger ones
    // did not make a random look-up faster (benchmarks/RateLimit.Benchmarks, 10^6 random keys).
    private const int SegmentShift = 5;
    private const int BucketsPerSegment = 1 << SegmentShift;

    private readonly nint[] _addresses = new nint[SegmentsFor(chains, more)];
    private readonly ulong[]?[] _segments = new ulong[SegmentsFor(chains, more)][];
    private int _moreTaken;
    private int _segmentsReserved;

    /// <summary>Numbers of buckets are below this.</summary>
    public int End => 1 + chains + Math.Min(Volatile.Read(ref _moreTaken), more);

    public long BytesReserved => (Volatile.Read(ref _segmentsReserved) * (long)BucketsPerSegment * BucketBytes) + IndexBytes;

    public long BytesMax => (_segments.Length * (long)BucketsPerSegment * BucketBytes) + IndexBytes;

    private long IndexBytes => _segments.Length * 2L * sizeof(long);

    /// <summary>A bucket, or a null reference where its segment is not reserved.</summary>
    /// <remarks>
    /// Segments are pinned, so an address stays true as long as the segment is kept, and buckets lie on the cache lines they are
    /// meant for. No bounds are checked: numbers come from a hash below the number of chains, or from <see cref="TryTake"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Find(int number)
    {
        nint segment = Volatile.Read(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_addresses), number >> SegmentShift));
        return ref segment == 0
            ? ref Unsafe.NullRef<ulong>()
            : ref Unsafe.AddByteOffset(ref Unsafe.NullRef<ulong>(), segment + ((number & (BucketsPerSegment - 1)) * BucketBytes));
    }

    /// <summary>A bucket, whose segment is reserved if it is not yet.</summary>
    public ref ulong Reserve(int number)
    {
        int index = number >> SegmentShift;

        if (Volatile.Read(ref _addresses[index]) == 0)
        {
            ReserveSegment(index);
        }

        return ref Find(number);
    }

    /// <summary>Takes a bucket as a further one of a chain.</summary>
    public bool TryTake(out int number)
    {
        int taken = Interlocked.Increment(ref _moreTaken);

        if (taken > more)
        {
            Interlocked.Decrement(ref _moreTaken);
            number = 0;
            return false;
        }

        number = chains + taken;
        Reserve(number);
        return true;
    }

    private static long SegmentsFor(int chains, int more) => (1L + chains + more + BucketsPerSegment - 1) >> SegmentShift;

    private void ReserveSegment(int index)
    {
        ulong[] segment = GC.AllocateArray<ulong>((BucketsPerSegment * BucketWords) + BucketWords - 1, pinned: true);

        // Of two that come at once one is kept; the other is garbage.
        if (Interlocked.CompareExchange(ref _segments[index], segment, null) is { } kept)
        {
            segment = kept;
        }
        else
        {
            Interlocked.Increment(ref _segmentsReserved);
        }

        Volatile.Write(ref _addresses[index], Aligned(segment));
    }

    private static nint Aligned(ulong[] pinned)
    {
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<ulong>(), ref pinned[0]);
        return (address + BucketBytes - 1) & ~(BucketBytes - 1);
    }
}
