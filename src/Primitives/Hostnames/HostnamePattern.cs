using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace Gatehouse.Primitives;

/// <summary>
/// The hosts that a listener or route is for (Gateway API, Hostname): one host, or by a leading <c>*.</c> every host
/// with one or more labels in front of the rest. Where a pattern may be absent, <see langword="null"/> stands for
/// every host.
/// </summary>
public sealed class HostnamePattern : IEquatable<HostnamePattern>
{
    /// <summary>The longest pattern, in characters (RFC 1035 section 2.3.4; Gateway API, Hostname: maxLength 253).</summary>
    public const int LengthMax = 253;

    /// <summary>The longest label, in characters (RFC 1035 section 2.3.4).</summary>
    public const int LabelLengthMax = 63;

    private const string WildcardLabel = "*.";

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("-0123456789abcdefghijklmnopqrstuvwxyz");

    private HostnamePattern(string value)
    {
        Value = value;
        IsWildcard = value.StartsWith(WildcardLabel, StringComparison.Ordinal);
    }

    /// <summary>The pattern in lower case: <c>shop.example</c> or <c>*.shop.example</c>.</summary>
    public string Value { get; }

    /// <summary>Whether the pattern begins with <c>*.</c>.</summary>
    public bool IsWildcard { get; }

    // '.shop.example': what every host of a wildcard ends with. The dot keeps 'workshop.example' out.
    private ReadOnlySpan<char> Suffix => Value.AsSpan(1);

    /// <summary>Reads a pattern in any case.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is not a hostname with or without a leading <c>*.</c>.</exception>
    public static HostnamePattern Parse(string text) =>
        TryParse(text, out HostnamePattern? pattern)
            ? pattern
            : throw new FormatException($"'{text}' is not a hostname of at most {LengthMax} characters, with or without a leading '*.' (RFC 1123 section 2.1).");

    /// <summary>
    /// Reads a pattern in any case; <see langword="false"/> where it is not a hostname (RFC 1123 section 2.1) with or
    /// without a leading <c>*.</c>: an IP address, a port, a trailing dot and a lone <c>*</c> are not.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out HostnamePattern? pattern)
    {
        string value = text is { Length: <= LengthMax } ? text.ToLowerInvariant() : "";
        string name = value.StartsWith(WildcardLabel, StringComparison.Ordinal) ? value[WildcardLabel.Length..] : value;

        pattern = AreLabels(name) && !IPAddress.TryParse(value, out _) ? new HostnamePattern(value) : null;
        return pattern is not null;
    }

    /// <summary>Whether a host is one of the pattern's.</summary>
    /// <param name="host">The host in any case, without port and trailing dot (see <see cref="Authority.HostOf(ReadOnlySpan{char})"/>).</param>
    public bool Matches(ReadOnlySpan<char> host) =>
        IsWildcard
            ? host.Length > Suffix.Length && Ascii.EqualsIgnoreCase(host[^Suffix.Length..], Suffix)
            : Ascii.EqualsIgnoreCase(host, Value);

    /// <inheritdoc cref="Matches(ReadOnlySpan{char})"/>
    public bool Matches(ReadOnlySpan<byte> host) =>
        IsWildcard
            ? host.Length > Suffix.Length && Ascii.EqualsIgnoreCase(host[^Suffix.Length..], Suffix)
            : Ascii.EqualsIgnoreCase(host, Value);

    /// <summary>Whether every host of the other pattern is one of this pattern's.</summary>
    // A wildcard's '*' stands in its value where a host has a label, so the value is matched as a host would be.
    public bool Covers(HostnamePattern other) => Matches(other.Value);

    /// <summary>
    /// The hosts that two patterns share (Gateway API, hostname intersection): where one covers the other, the more specific.
    /// </summary>
    /// <param name="a">A pattern; <see langword="null"/> for every host.</param>
    /// <param name="b">A pattern; <see langword="null"/> for every host.</param>
    /// <param name="result">What both have in common; <see langword="null"/> for every host, and where there is none.</param>
    /// <returns>Whether they have a host in common.</returns>
    public static bool TryIntersect(HostnamePattern? a, HostnamePattern? b, out HostnamePattern? result)
    {
        if (a is null || (b is not null && a.Covers(b)))
        {
            result = b;
            return true;
        }

        result = b is null || b.Covers(a) ? a : null;
        return result is not null;
    }

    /// <summary>
    /// Orders patterns by what they say of a host: an exact one above a wildcard, a longer above a shorter one, and
    /// <see langword="null"/>, every host, below all (Gateway API, HTTPRouteSpec.hostnames).
    /// </summary>
    /// <returns>Over 0 where <paramref name="a"/> is the more specific, under 0 where <paramref name="b"/> is; 0 where neither is.</returns>
    public static int CompareSpecificity(HostnamePattern? a, HostnamePattern? b) => Specificity(a).CompareTo(Specificity(b));

    /// <inheritdoc/>
    public bool Equals(HostnamePattern? other) => other is not null && other.Value == Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HostnamePattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static int Specificity(HostnamePattern? pattern) => pattern switch
    {
        null => 0,
        { IsWildcard: true } => pattern.Value.Length,
        _ => LengthMax + pattern.Value.Length,
    };

    private static bool AreLabels(ReadOnlySpan<char> name)
    {
        foreach (Range range in name.Split('.'))
        {
            ReadOnlySpan<char> label = name[range];

            if (label.Length is 0 or > LabelLengthMax || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(LabelCharacters))
            {
                return false;
            }
        }

        return true;
    }
}
