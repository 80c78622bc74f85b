using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Gatehouse.Routing;

/// <summary>A condition on a value: it is a given text, or matches a regular expression as a whole.</summary>
internal sealed class ValueTest(string text, Regex? pattern) : IEquatable<ValueTest>
{
    private const int StackCharsMax = 256;

    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public string Text => text;

    public Regex? Pattern => pattern;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public bool Accepts<TText>(ReadOnlySpan<TText> value)
        where TText : unmanaged
    {
        if (pattern is not null)
        {
            return IsMatch(pattern, value);
        }

        return typeof(TText) == typeof(char)
            ? MemoryMarshal.Cast<TText, char>(value).SequenceEqual(text)
            : MemoryMarshal.Cast<TText, byte>(value).SequenceEqual(_utf8);
    }

    /// <summary>The same for a value of a raw query.</summary>
    public bool AcceptsDecoded<TText>(ReadOnlySpan<TText> raw)
        where TText : unmanaged =>
        pattern is null
            ? PercentText.EqualsDecoded(raw, _utf8)
            : PercentText.Decoded(raw, pattern, static (decoded, pattern) => IsMatch(pattern, decoded));

    /// <summary>Whether the whole text matches. Text over the length cap does not: the time for a stranger's text is bounded.</summary>
    public static bool IsMatch<TText>(Regex pattern, ReadOnlySpan<TText> value)
        where TText : unmanaged
    {
        if (typeof(TText) == typeof(char))
        {
            return value.Length <= Limits.RegexSubjectLengthMax && pattern.IsMatch(MemoryMarshal.Cast<TText, char>(value));
        }

        // A character takes at most four octets.
        return value.Length <= Limits.RegexSubjectLengthMax * 4 && IsMatchUtf8(pattern, MemoryMarshal.Cast<TText, byte>(value));
    }

    private static bool IsMatchUtf8(Regex pattern, ReadOnlySpan<byte> value)
    {
        char[]? rented = value.Length > StackCharsMax ? ArrayPool<char>.Shared.Rent(value.Length) : null;
        Span<char> chars = rented ?? stackalloc char[StackCharsMax];
        int length = Encoding.UTF8.GetChars(value, chars);
        bool matches = length <= Limits.RegexSubjectLengthMax && pattern.IsMatch(chars[..length]);

        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return matches;
    }

    public bool Equals(ValueTest? other) =>
        other is not null && other.Text == Text && other.Pattern is null == pattern is null;

    public override bool Equals(object? obj) => Equals(obj as ValueTest);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);
}
