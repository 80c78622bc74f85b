using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gatehouse.Primitives;

/// <summary>
/// A seedable stream of uniformly random numbers (SplitMix64), safe for any number of threads. For chance, never for
/// secrets: whoever sees one number can tell the next.
/// </summary>
/// <param name="seed">Equal seeds give equal streams; any number is good.</param>
public sealed class RandomSource(ulong seed)
{
    // The odd number next to 2^64 / golden ratio: adding it walks through all 2^64 states (Steele, Lea, Flood 2014).
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    private ulong _state = seed;

    /// <summary>A source whose stream nobody can foretell from outside.</summary>
    public static RandomSource FromEntropy()
    {
        Span<byte> seed = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(seed);
        return new RandomSource(BinaryPrimitives.ReadUInt64LittleEndian(seed));
    }

    /// <summary>The next number, uniform over the whole range.</summary>
    public ulong Next()
    {
        // The state only ever has a constant added to it, so one atomic add is all the locking it takes.
        ulong z = Interlocked.Add(ref _state, Gamma);
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
