using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Samples.PipelinesHost;

/// <summary>
/// The head of an HTTP/1.1 request, seen in place as UTF-8 bytes: a request line and field lines (RFC 9112 sections 3 and 5).
/// Enough for a lesson: origin-form targets, no obs-fold, and nothing behind the head.
/// </summary>
internal readonly ref struct RequestHead : IUtf8HttpRequestView
{
    /// <summary>Longer heads are not read.</summary>
    internal const int BytesMax = 8 * 1024;

    private readonly ReadOnlySpan<byte> _fields;

    private RequestHead(ReadOnlySpan<byte> method, ReadOnlySpan<byte> path, ReadOnlySpan<byte> query, ReadOnlySpan<byte> fields)
    {
        Method = method;
        Path = path;
        Query = query;
        _fields = fields;
        GetHeader(HeaderName.Parse("host"), 0, out ReadOnlySpan<byte> host);
        Host = host;
    }

    public ReadOnlySpan<byte> Method { get; }

    public ReadOnlySpan<byte> Host { get; }

    public ReadOnlySpan<byte> Path { get; }

    public ReadOnlySpan<byte> Query { get; }

    /// <summary>Reads a head that ends with its empty line; the path is written in normal form into <paramref name="room"/>.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> head, Span<byte> room, out RequestHead request)
    {
        request = default;
        int lineEnd = head.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = head[..Math.Max(lineEnd, 0)];
        int method = line.IndexOf((byte)' ');
        int version = line.LastIndexOf((byte)' ');

        if (method <= 0 || version <= method + 1 || !line[version..].SequenceEqual(" HTTP/1.1"u8) || line[method + 1] != (byte)'/')
        {
            return false;
        }

        ReadOnlySpan<byte> target = line[(method + 1)..version];
        int question = target.IndexOf((byte)'?');
        ReadOnlySpan<byte> path = question < 0 ? target : target[..question];

        // One normal form is matched and would be forwarded: /a/../b never means one thing here and another there.
        PathOutcome outcome = RequestPath.Normalize(path, room, out int written);

        if (outcome is not (PathOutcome.Unchanged or PathOutcome.Rewritten))
        {
            return false;
        }

        request = new RequestHead(
            line[..method], outcome == PathOutcome.Unchanged ? path : room[..written], question < 0 ? default : target[(question + 1)..], head[(lineEnd + 2)..]);
        return true;
    }

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<byte> value)
    {
        value = default;
        int count = 0;
        ReadOnlySpan<byte> rest = _fields;

        for (int end = rest.IndexOf("\r\n"u8); end > 0; end = rest.IndexOf("\r\n"u8))
        {
            ReadOnlySpan<byte> line = rest[..end];
            int colon = line.IndexOf((byte)':');

            if (colon > 0 && Ascii.EqualsIgnoreCase(line[..colon], name.Value) && count++ == index)
            {
                value = line[(colon + 1)..].Trim(" \t"u8);
            }

            rest = rest[(end + 2)..];
        }

        return count;
    }
}
