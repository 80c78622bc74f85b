using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Pipeline;

/// <summary>A SHA-256 digest, ordered, in place: a hundred thousand of them are one array.</summary>
internal readonly record struct Digest(UInt128 High, UInt128 Low) : IComparable<Digest>
{
    internal const int Length = SHA256.HashSizeInBytes;

    internal static Digest Of(string text)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new Digest(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[(Length / 2)..]));
    }

    internal void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[(Length / 2)..], Low);
    }

    public int CompareTo(Digest other)
    {
        int byHigh = High.CompareTo(other.High);
        return byHigh != 0 ? byHigh : Low.CompareTo(other.Low);
    }
}
