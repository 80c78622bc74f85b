using System.Net;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// The hops that a field lists, the oldest first, as places on its lines. Bounded in lines, characters and hops: what
/// exceeds a bound, or breaks the grammar, is not believed at all.
/// </summary>
internal ref struct HopChain(Span<HopChain.Node> room)
{
    private readonly Span<Node> _nodes = room;

    internal int Count { get; private set; }

    /// <summary>Lists <c>X-Forwarded-For</c>.</summary>
    internal bool TryReadXForwardedFor(in StringValues lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<char> line = lines[i];

            foreach (Range part in line.Split(','))
            {
                ReadOnlySpan<char> element = line[part];

                // Empty elements say nothing (RFC 9110 section 5.6.1.2).
                if (!element.Trim(" \t").IsEmpty && !TryAdd(i, part, line.Length))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Lists the <c>for</c> of each element of <c>Forwarded</c>.</summary>
    internal bool TryReadForwarded(in StringValues lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            ForwardedReader reader = new(lines[i]);

            while (reader.TryReadNode(out Range node))
            {
                if (!TryAdd(i, node, lines[i]!.Length))
                {
                    return false;
                }
            }

            if (reader.IsMalformed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The address of a hop; 0 is the one before the peer. <see langword="null"/> where the field does not say.</summary>
    internal readonly IPAddress? AddressAt(in StringValues lines, int hopsBack)
    {
        Node node = _nodes[Count - 1 - hopsBack];
        ReadOnlySpan<char> text = lines[node.Line].AsSpan(node.Start, node.Length).Trim(" \t");
        return NodeAddress.TryParse(text, out IPAddress? address) ? address : null;
    }

    /// <summary>Whether lines are within their bounds.</summary>
    internal static bool IsBounded(in StringValues lines)
    {
        int length = 0;

        for (int i = 0; i < lines.Count; i++)
        {
            length += lines[i]?.Length ?? 0;
        }

        return lines.Count <= Limits.ForwardedLinesMax && length <= Limits.ForwardedCharsMax;
    }

    private bool TryAdd(int line, Range part, int lineLength)
    {
        if (Count == _nodes.Length)
        {
            return false;
        }

        (int start, int length) = part.GetOffsetAndLength(lineLength);
        _nodes[Count++] = new Node(line, start, length);
        return true;
    }

    internal readonly record struct Node(int Line, int Start, int Length);
}
