using System.Buffers;

namespace Gatehouse.Hosting;

/// <summary>What the first bytes of a cleartext connection say. Zero: too few to tell.</summary>
internal enum PrefaceVerdict : byte
{
    Undecided = 0,
    Http1,
    Http2,
}

/// <summary>The client connection preface of HTTP/2 (RFC 9113 section 3.4).</summary>
internal static class Preface
{
    private static ReadOnlySpan<byte> Text => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Compares the first bytes; the first difference settles it, so "PRI /x HTTP/1.1" is HTTP/1.1.</summary>
    internal static PrefaceVerdict Read(in ReadOnlySequence<byte> first)
    {
        int seen = (int)Math.Min(first.Length, Text.Length);
        Span<byte> start = stackalloc byte[Text.Length];
        first.Slice(0, seen).CopyTo(start);

        if (!Text.StartsWith(start[..seen]))
        {
            return PrefaceVerdict.Http1;
        }

        return seen == Text.Length ? PrefaceVerdict.Http2 : PrefaceVerdict.Undecided;
    }
}
