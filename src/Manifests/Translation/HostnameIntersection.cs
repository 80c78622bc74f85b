using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>
/// Whether a route and a listener have a host in common. Only that: Routing computes which hosts they are
/// (Gateway API, HTTPRouteSpec.hostnames).
/// </summary>
internal static class HostnameIntersection
{
    public static bool Exists(string? listener, ValueList<string> route)
    {
        if (listener is null || route.IsEmpty)
        {
            return true;
        }

        foreach (string hostname in route)
        {
            if (Covers(listener, hostname) || Covers(hostname, listener))
            {
                return true;
            }
        }

        return false;
    }

    // "*.example.com" covers "a.example.com", "a.b.example.com" and "*.b.example.com", but never "example.com".
    private static bool Covers(string wide, string narrow) =>
        wide.Equals(narrow, StringComparison.OrdinalIgnoreCase)
        || (wide.StartsWith("*.", StringComparison.Ordinal)
            && narrow.AsSpan(narrow.StartsWith("*.", StringComparison.Ordinal) ? 1 : 0)
                .EndsWith(wide.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            && narrow.Length > wide.Length - 1);
}
