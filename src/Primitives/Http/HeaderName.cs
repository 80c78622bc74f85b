using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gatehouse.Primitives;

/// <summary>
/// A header field's name: a token (RFC 9110 section 5.6.2) in lower case, kept in both text forms so that
/// looking a header up costs no conversion. Equal names differ at most in case.
/// </summary>
public sealed class HeaderName : IEquatable<HeaderName>
{
    /// <summary>The longest name, in characters (Gateway API, HTTPHeaderName: maxLength 256).</summary>
    public const int LengthMax = 256;

    private readonly byte[] _utf8;

    private HeaderName(string value)
    {
        Value = value;
        _utf8 = Encoding.ASCII.GetBytes(value);
    }

    /// <summary>The name in lower case.</summary>
    public string Value { get; }

    /// <summary>The name in lower case, as bytes.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Reads a name in any case.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is not a token of at most 256 characters.</exception>
    public static HeaderName Parse(string text) =>
        TryParse(text, out HeaderName? name)
            ? name
            : throw new FormatException($"'{text}' is not a header name: a token of 1 to {LengthMax} characters (RFC 9110 section 5.6.2).");

    /// <summary>Reads a name in any case; <see langword="false"/> where it is not a token of at most 256 characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out HeaderName? name)
    {
        name = IsToken(text) && text.Length <= LengthMax ? new HeaderName(text.ToLowerInvariant()) : null;
        return name is not null;
    }

    /// <summary>Whether the text is a token (RFC 9110 section 5.6.2): one or more of its 77 characters.</summary>
    public static bool IsToken([NotNullWhen(true)] string? text) =>
        !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    private static readonly System.Buffers.SearchValues<char> TokenCharacters = System.Buffers.SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <inheritdoc/>
    public bool Equals(HeaderName? other) => other is not null && other.Value == Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HeaderName);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
