using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Gatehouse.Primitives;

/// <summary>The one algorithm behind <see cref="RequestPath"/>, for both text forms.</summary>
/// <typeparam name="TText"><see cref="char"/> or <see cref="byte"/>.</typeparam>
internal ref struct PathNormalizer<TText>
    where TText : unmanaged, IEquatable<TText>
{
    private const int AsciiMax = 0x7F;

    private readonly ReadOnlySpan<TText> _source;
    private readonly Span<TText> _destination;
    private int _read;
    private int _written;
    private int _segment;

    private PathNormalizer(ReadOnlySpan<TText> source, Span<TText> destination)
    {
        _source = source;
        _destination = destination;
    }

    public static PathOutcome Normalize(ReadOnlySpan<TText> path, Span<TText> destination, out int written)
    {
        written = 0;

        if (path.IsEmpty || !path[0].Equals(Unit('/')))
        {
            return PathOutcome.Refused;
        }

        if (NormalPath<TText>.IsNormal(path))
        {
            return PathOutcome.Unchanged;
        }

        PathNormalizer<TText> normalizer = new(path, destination);
        if (!normalizer.TryRewrite())
        {
            return PathOutcome.Refused;
        }

        written = normalizer._written;
        return PathOutcome.Rewritten;
    }

    private bool TryRewrite()
    {
        Step('/');
        _segment = _written;

        while (_read < _source.Length)
        {
            CopyPlain();

            if (_read < _source.Length && !TryWriteOther())
            {
                return false;
            }
        }

        TryDropDotSegment();
        return true;
    }

    private void CopyPlain()
    {
        ReadOnlySpan<TText> rest = _source[_read..];
        int length = rest.IndexOfAnyExcept(NormalPath<TText>.PlainUnits);
        length = length < 0 ? rest.Length : length;

        rest[..length].CopyTo(Room(length));
        _read += length;
    }

    private bool TryWriteOther()
    {
        int unit = (int)TextUnits.ToNumber(_source[_read]);

        switch (unit)
        {
            case '/':
                EndSegment();
                return true;
            case '%':
                return TryWriteEscape();
            case <= ' ' or AsciiMax or '\\' or '?' or '#':
                return false;
            case > AsciiMax:
                return TryWriteForeign();
            default:
                Encode(unit);
                _read++;
                return true;
        }
    }

    private void EndSegment()
    {
        if (TryDropDotSegment())
        {
            // What is left ends with the slash before the segment: this one goes with the segment.
            _read++;
        }
        else
        {
            Step('/');
        }

        _segment = _written;
    }

    // RFC 3986 section 5.2.4. Looking back for a slash is linear all in all: what is looked through is dropped.
    private bool TryDropDotSegment()
    {
        ReadOnlySpan<TText> segment = _destination[_segment.._written];

        if (segment.Length is 0 or > 2 || segment.ContainsAnyExcept(Unit('.')))
        {
            return false;
        }

        _written = segment.Length == 1
            ? _segment
            : Math.Max(0, _destination[..(_segment - 1)].LastIndexOf(Unit('/'))) + 1;
        return true;
    }

    private bool TryWriteEscape()
    {
        if (!PercentEscape.TryRead(_source[_read..], out int octet))
        {
            return false;
        }

        if (PercentEscape.IsUnreserved(octet))
        {
            Room(1)[0] = Unit((char)octet);
        }
        else
        {
            Encode(octet);
        }

        _read += PercentEscape.Length;
        return true;
    }

    private bool TryWriteForeign()
    {
        // Bytes go octet by octet, so that text that is not UTF-8 gets through as it is.
        if (typeof(TText) == typeof(byte))
        {
            Encode((int)TextUnits.ToNumber(_source[_read++]));
            return true;
        }

        if (Rune.DecodeFromUtf16(MemoryMarshal.Cast<TText, char>(_source[_read..]), out Rune rune, out int consumed) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (byte octet in utf8[..rune.EncodeToUtf8(utf8)])
        {
            Encode(octet);
        }

        _read += consumed;
        return true;
    }

    private void Encode(int octet) => PercentEscape.Write(octet, Room(PercentEscape.Length));

    private void Step(char copied)
    {
        Room(1)[0] = Unit(copied);
        _read++;
    }

    // Throws where the caller's destination is too short: its mistake, not the request's.
    private Span<TText> Room(int length)
    {
        Span<TText> room = _destination.Slice(_written, length);
        _written += length;
        return room;
    }

    private static TText Unit(char ascii) => TextUnits.FromAscii<TText>(ascii);
}
