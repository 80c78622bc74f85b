namespace Gatehouse.Routing;

/// <summary>
/// How old a route is, for the tie-break "the oldest Route based on creation timestamp" (Gateway API, HTTPRouteRule).
/// Routes from files have no timestamp: they count as newer than any that has one, and among themselves the file's
/// name decides, then the document's position in it.
/// </summary>
/// <param name="Created">The creation timestamp; <see langword="null"/> where there is none.</param>
/// <param name="File">The file it was written in; compared ordinally.</param>
/// <param name="Document">The document's position in that file, from 0.</param>
public readonly record struct RouteAge(DateTimeOffset? Created, string? File = null, int Document = 0) : IComparable<RouteAge>
{
    /// <summary>Negative where this route is the older one.</summary>
    public int CompareTo(RouteAge other)
    {
        if (Created != other.Created)
        {
            return (Created ?? DateTimeOffset.MaxValue).CompareTo(other.Created ?? DateTimeOffset.MaxValue);
        }

        // Equal timestamps are common on a cluster (one kubectl apply): there the name decides, which is the caller's next step.
        int byFile = Created is null ? string.CompareOrdinal(File ?? "", other.File ?? "") : 0;
        return byFile != 0 || Created is not null ? byFile : Document.CompareTo(other.Document);
    }

    /// <summary>Whether the left route is older.</summary>
    public static bool operator <(RouteAge left, RouteAge right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left route is newer.</summary>
    public static bool operator >(RouteAge left, RouteAge right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left route is not newer.</summary>
    public static bool operator <=(RouteAge left, RouteAge right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left route is not older.</summary>
    public static bool operator >=(RouteAge left, RouteAge right) => left.CompareTo(right) >= 0;
}
