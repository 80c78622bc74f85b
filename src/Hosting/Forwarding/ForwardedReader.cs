using System.Buffers;

namespace Gatehouse.Hosting;

/// <summary>
/// Reads the elements of one line of <c>Forwarded</c> (RFC 7239 section 4) from left to right. A line that breaks the
/// grammar anywhere is not believed anywhere.
/// </summary>
internal ref struct ForwardedReader(ReadOnlySpan<char> line)
{
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly ReadOnlySpan<char> _line = line;
    private int _at;

    /// <summary>Whether the grammar was broken; there are no more elements then.</summary>
    internal bool IsMalformed { get; private set; }

    /// <summary>
    /// The next element's <c>for</c>, as it stands on the line without quotes: <c>unknown</c> and <c>_names</c> too, empty
    /// where the element has none or one with escapes, which no address needs.
    /// </summary>
    internal bool TryReadNode(out Range node)
    {
        node = default;

        while (!IsMalformed && _at < _line.Length)
        {
            SkipSpaces();

            // "A recipient MUST parse and ignore a reasonable number of empty list elements" (RFC 9110 section 5.6.1.2).
            if (_at < _line.Length && _line[_at] != ',')
            {
                return TryReadElement(ref node);
            }

            _at++;
        }

        return false;
    }

    private bool TryReadElement(ref Range node)
    {
        Seen seen = default;

        do
        {
            SkipSpaces();
            int start = _at;

            // forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] )
            if (ReadToken() && !TryReadPair(_line[start.._at], ref seen, ref node))
            {
                IsMalformed = true;
                return false;
            }

            SkipSpaces();
        }
        while (Take(';'));

        IsMalformed = _at < _line.Length && !Take(',');
        return !IsMalformed;
    }

    private bool TryReadPair(ReadOnlySpan<char> name, ref Seen seen, ref Range node)
    {
        if (!Take('=') || !TryReadValue(out Range value))
        {
            return false;
        }

        // "Each parameter MUST NOT occur more than once per field-value" (section 4).
        Seen parameter = ParameterOf(name);
        bool isRepeated = parameter != Seen.Nothing && (seen & parameter) != 0;
        seen |= parameter;
        node = parameter == Seen.For ? value : node;
        return !isRepeated;
    }

    private bool TryReadValue(out Range value)
    {
        int start = _at;
        value = default;

        if (!Take('"'))
        {
            bool isToken = ReadToken();
            value = start.._at;
            return isToken;
        }

        bool hasEscapes = false;

        while (_at < _line.Length && _line[_at] != '"')
        {
            bool isEscape = _line[_at] == '\\';
            hasEscapes |= isEscape;
            _at += isEscape ? 2 : 1;
        }

        value = hasEscapes ? default : (start + 1).._at;
        return Take('"');
    }

    private bool ReadToken()
    {
        int length = _line[_at..].IndexOfAnyExcept(TokenCharacters);
        length = length < 0 ? _line.Length - _at : length;
        _at += length;
        return length > 0;
    }

    private bool Take(char expected)
    {
        bool isThere = _at < _line.Length && _line[_at] == expected;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpaces()
    {
        while (_at < _line.Length && _line[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private static Seen ParameterOf(ReadOnlySpan<char> name) => name switch
    {
        _ when name.Equals("for", StringComparison.OrdinalIgnoreCase) => Seen.For,
        _ when name.Equals("by", StringComparison.OrdinalIgnoreCase) => Seen.By,
        _ when name.Equals("host", StringComparison.OrdinalIgnoreCase) => Seen.Host,
        _ when name.Equals("proto", StringComparison.OrdinalIgnoreCase) => Seen.Proto,
        _ => Seen.Nothing,
    };

    [Flags]
    private enum Seen : byte
    {
        Nothing = 0,
        For = 1,
        By = 2,
        Host = 4,
        Proto = 8,
    }
}
