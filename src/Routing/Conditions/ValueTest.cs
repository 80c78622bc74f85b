using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Gatehouse.Routing;

/// <summary>
/// A condition on a value: it is a given text, or matches a regular expression as a whole. A struct, so that a test lies
/// where its condition lies: in a large table every object on the way to the text is a cache miss.
/// </summary>
internal readonly struct ValueTest(string text, Regex? pattern) : IEquatable<ValueTest>
{
    private const int StackCharsMax = 256;

    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public string Text { get; } = text;

    public Regex? Pattern { get; } = pattern;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public bool Accepts<TText>(ReadOnlySpan<TText> value)
        where TText : unmanaged
    {
        if (Pattern is not null)
        {
            return IsMatch(Pattern, value);
        }

        return typeof(TText) == typeof(char)
            ? MemoryMarshal.Cast<TText, char>(value).SequenceEqual(Text)
            : MemoryMarshal.Cast<TText, byte>(value).SequenceEqual(_utf8);
    }

    /// <summary>The same for a value of a raw query.</summary>
    public bool AcceptsDecoded<TText>(ReadOnlySpan<TText> raw)
        where TText : unmanaged =>
        Pattern is null
            ? PercentText.EqualsDecoded(raw, _utf8)
            : PercentText.Decoded(raw, Pattern, static (decoded, pattern) => IsMatch(pattern, decoded));

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

    public bool Equals(ValueTest other) => other.Text == Text && other.Pattern is null == Pattern is null;

    public override bool Equals(object? obj) => obj is ValueTest other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
