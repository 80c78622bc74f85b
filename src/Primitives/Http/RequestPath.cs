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
public static class RequestPath
{
    /// <summary>Normalises a path without its query.</summary>
    /// <param name="path">The raw path.</param>
    /// <param name="destination">Room for the normal form, <see cref="NormalLengthMax"/> of the path's length.</param>
    /// <param name="written">How much was written; 0 unless the outcome is <see cref="PathOutcome.Rewritten"/>.</param>
    public static PathOutcome Normalize(ReadOnlySpan<char> path, Span<char> destination, out int written) => throw new NotSupportedException();

    /// <inheritdoc cref="Normalize(ReadOnlySpan{char}, Span{char}, out int)"/>
    public static PathOutcome Normalize(ReadOnlySpan<byte> path, Span<byte> destination, out int written) => throw new NotSupportedException();

    /// <summary>The most that the normal form of a path of this length can take, in text units.</summary>
    public static int NormalLengthMax(int length) => checked(length * 9);
}
