using System.Globalization;

namespace Gatehouse.RateLimit.AspNetCore.Tests;

/// <summary>An item of a list with its parameters.</summary>
public sealed record FieldItem(string Name, IReadOnlyDictionary<string, object> Parameters)
{
    public long Number(string parameter) => (long)Parameters[parameter];
}

/// <summary>
/// Reads lists of strings with parameters as RFC 9651 section 4.2 says, and nothing more lenient. Written for these tests alone, so
/// that what writes the fields is not what reads them.
/// </summary>
internal sealed class StructuredFields(string text)
{
    private int _at;

    public static FieldItem[] Parse(string text) => new StructuredFields(text).List();

    private char Next => _at < text.Length ? text[_at] : '\0';

    private FieldItem[] List()
    {
        List<FieldItem> items = [];
        Skip(' ');

        while (_at < text.Length)
        {
            items.Add(Item());
            SkipBlank();

            if (_at == text.Length)
            {
                return [.. items];
            }

            Expect(',');
            SkipBlank();
            Assert.True(_at < text.Length, "a comma at the end");
        }

        return [.. items];
    }

    private FieldItem Item()
    {
        string name = String();
        Dictionary<string, object> parameters = [];

        while (Next == ';')
        {
            _at++;
            Skip(' ');
            string key = Key();
            object value = true;

            if (Next == '=')
            {
                _at++;
                value = Next == '"' ? String() : (object)Integer();
            }

            parameters[key] = value;
        }

        return new FieldItem(name, parameters);
    }

    private string String()
    {
        Expect('"');
        string found = "";

        for (; Next != '"'; _at++)
        {
            if (Next == '\\')
            {
                _at++;
                Assert.Contains(Next, "\"\\");
            }

            Assert.InRange(Next, ' ', '~');
            found += Next;
        }

        Expect('"');
        return found;
    }

    private string Key()
    {
        int from = _at;
        Assert.True(char.IsAsciiLetterLower(Next) || Next == '*', $"a key cannot begin with '{Next}'");

        while (char.IsAsciiLetterLower(Next) || char.IsAsciiDigit(Next) || (Next != '\0' && "_-.*".Contains(Next)))
        {
            _at++;
        }

        return text[from.._at];
    }

    private long Integer()
    {
        int from = _at;
        _at += Next == '-' ? 1 : 0;

        while (char.IsAsciiDigit(Next))
        {
            _at++;
        }

        Assert.InRange(_at - from, 1, 15);
        return long.Parse(text.AsSpan(from, _at - from), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private void Expect(char expected)
    {
        Assert.Equal(expected, Next);
        _at++;
    }

    private void Skip(char blank)
    {
        while (Next == blank)
        {
            _at++;
        }
    }

    private void SkipBlank()
    {
        while (Next is ' ' or '\t')
        {
            _at++;
        }
    }
}
