namespace Gatehouse.Oracle;

/// <summary>The sentences of Gateway API about hostnames (Listener.hostname, HTTPRouteSpec.hostnames), one function each.</summary>
internal static class HostRules
{
    /// <summary>The longest name of a host (RFC 1035 section 2.3.4, in text form).</summary>
    private const int LengthMax = 253;

    // "The port part of the Host header never takes part in hostname matching"; case-insensitive; one trailing dot is the root.
    public static string Bare(string host)
    {
        string bare = WithoutPort(host);
        return Lower(bare.EndsWith('.') ? bare[..^1] : bare);
    }

    // A port is digits, or nothing, after the last colon; the colons of an IPv6 literal stand between brackets
    // (RFC 3986 sections 3.2.2 and 3.2.3). What is no port is part of a host that nobody has.
    public static string WithoutPort(string host)
    {
        int colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') && host[(colon + 1)..].All(char.IsAsciiDigit) ? host[..colon] : host;
    }

    // A hostname is ASCII: other letters have no case here.
    public static string Lower(string host) =>
        new([.. host.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)]);

    // "*.example.com matches any non-empty prefix including several labels but never example.com". No hostname: every host.
    public static bool Covers(string? hostname, string host)
    {
        if (hostname is null)
        {
            return true;
        }

        if (host.Length is 0 or > LengthMax)
        {
            return false;
        }

        string pattern = Lower(hostname);
        return IsWildcard(pattern)
            ? host.EndsWith(pattern[1..], StringComparison.Ordinal) && host.Length > pattern.Length - 1
            : host == pattern;
    }

    // "exact > wildcard with more labels > wildcard with fewer > no hostname"; the smaller, the more specific.
    public static (int Class, int Length) Rank(string? hostname) => hostname switch
    {
        null => (2, 0),
        _ when IsWildcard(hostname) => (1, -hostname.Length),
        _ => (0, -hostname.Length),
    };

    // The hostnames of a route that count on a listener; no hostnames mean the listener's (null: every host).
    public static IReadOnlyList<string?> Effective(string? listener, IReadOnlyCollection<string> route) =>
        route.Count == 0
            ? [listener]
            : [.. route.Select(hostname => Intersection(listener, hostname)).Where(common => common is not null).Distinct()];

    // "no l -> r; equal -> it; one covering the other -> the more specific one; both wildcards: the longer suffix".
    private static string? Intersection(string? listener, string route)
    {
        if (listener is null)
        {
            return Lower(route);
        }

        string left = Lower(listener);
        string right = Lower(route);
        return left == right || Contains(left, right) ? right : Contains(right, left) ? left : null;
    }

    private static bool Contains(string wider, string narrower) =>
        IsWildcard(wider)
        && (IsWildcard(narrower) ? narrower.Length > wider.Length : true)
        && (IsWildcard(narrower) ? narrower[1..] : narrower).EndsWith(wider[1..], StringComparison.Ordinal)
        && narrower.Length > wider.Length - 1;

    private static bool IsWildcard(string hostname) => hostname.StartsWith("*.", StringComparison.Ordinal);
}
