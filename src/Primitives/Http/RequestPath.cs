using System.Buffers;

namespace Gatehouse.Primitives;

/// <summary>What became of a raw path. Zero is the safe answer: refused, status 400.</summary>
public enum PathOutcome : byte
{
    /// <summary>Not a path to serve: 400.</summary>
    Refused = 0,

    /// <summary>The path was normal already; nothing was written.</summary>
    Unchanged,

    /// <summary>The normal form was written.</summary>
    Rewritten,
}

/// <summary>
/// Turns the path of a raw request-target into the one string that is matched, authorised, cache-keyed and forwarded.
/// </summary>
/// <remarks>
/// <para>
/// Refused: a path that is empty or does not begin with '/'; controls, space, DEL, backslash, '?' and '#';
/// escapes of controls, of DEL and of backslash; escapes that are not two hexadecimal digits; half a surrogate pair.
/// </para>
/// <para>
/// Otherwise escapes of unreserved octets are decoded, other escapes are written in upper case, what RFC 3986
/// section 3.3 does not let stand in a path is percent-encoded (as UTF-8), and dot segments are removed (section
/// 5.2.4); '..' above the root stays at the root. '//' and ';' are kept, and '%2F' is never a separator.
/// The normal form of a normal form is itself. The time is linear in the path's length, which the caller bounds.
/// </para>
/// </remarks>
public static class RequestPath
{
    // A character of the basic plane takes three octets of UTF-8, and each of them becomes '%XX'.
    private const int UnitsPerUnitMax = 9;

    // In characters: 512 bytes.
    private const int StackLengthMax = 256;

    /// <summary>Normalises a path without its query.</summary>
    /// <param name="path">The raw path.</param>
    /// <param name="destination">
    /// Room for the normal form; <see cref="NormalLengthMax"/> of the path's length always suffices. Where the path is
    /// normal already no room is needed. It must not overlap the path, and holds garbage if the path is refused.
    /// </param>
    /// <param name="written">How much was written; 0 unless the outcome is <see cref="PathOutcome.Rewritten"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is too short.</exception>
    public static PathOutcome Normalize(ReadOnlySpan<char> path, Span<char> destination, out int written) =>
        PathNormalizer<char>.Normalize(path, destination, out written);

    /// <inheritdoc cref="Normalize(ReadOnlySpan{char}, Span{char}, out int)"/>
    public static PathOutcome Normalize(ReadOnlySpan<byte> path, Span<byte> destination, out int written) =>
        PathNormalizer<byte>.Normalize(path, destination, out written);

    /// <summary>Normalises a path that a configuration names, so that it can equal a request's.</summary>
    /// <param name="path">The path without a query.</param>
    /// <param name="normal">The normal form, the same string where it is normal already; empty where it is refused.</param>
    /// <returns><see langword="false"/> where a request with that path would be refused.</returns>
    public static bool TryNormalize(string path, out string normal)
    {
        int room = NormalLengthMax(path.Length);
        char[]? rented = room > StackLengthMax ? ArrayPool<char>.Shared.Rent(room) : null;
        Span<char> buffer = rented ?? stackalloc char[StackLengthMax];

        PathOutcome outcome = Normalize(path, buffer, out int written);
        normal = outcome switch
        {
            PathOutcome.Unchanged => path,
            PathOutcome.Rewritten => new string(buffer[..written]),
            _ => "",
        };

        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return outcome != PathOutcome.Refused;
    }

    /// <summary>
    /// Whether a path has an escaped slash, which upstreams may decode into a separator: a rule that authorises by
    /// path cannot be sure of it.
    /// </summary>
    /// <param name="path">The path, normal or raw.</param>
    public static bool HasEncodedSlash(ReadOnlySpan<char> path) => path.Contains("%2F", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="HasEncodedSlash(ReadOnlySpan{char})"/>
    public static bool HasEncodedSlash(ReadOnlySpan<byte> path) => path.IndexOf("%2F"u8) >= 0 || path.IndexOf("%2f"u8) >= 0;

    /// <summary>
    /// The most that the normal form of a path of this length can take, in text units: nine for a character
    /// such as 'あ', which becomes <c>%E3%81%82</c>. (A path of bytes takes at most three for each.)
    /// </summary>
    /// <param name="length">The raw path's length, in the same units.</param>
    /// <exception cref="OverflowException">The result is over 2³¹-1.</exception>
    public static int NormalLengthMax(int length) => checked(length * UnitsPerUnitMax);
}
