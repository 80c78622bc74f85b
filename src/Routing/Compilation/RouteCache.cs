namespace Gatehouse.Routing;

/// <summary>What one compilation made and the next may take over. Belongs to the compiler; no table refers to it.</summary>
internal sealed class RouteCache
{
    /// <summary>Compiled routes by kind and name; taken over where the record is equal.</summary>
    public Dictionary<(RouteKind Kind, string Name), CompiledRoute> Routes { get; } = [];

    /// <summary>Tables by the routes they were merged from; taken over where these are the same objects.</summary>
    public Dictionary<RouteSet, HostRoutes> Hosts { get; } = [];
}

/// <summary>The routes of a hostname, older first, then by name; equal to another of the same routes.</summary>
internal readonly struct RouteSet(CompiledRoute[] routes) : IEquatable<RouteSet>
{
    public CompiledRoute[] Routes { get; } = routes;

    public bool Equals(RouteSet other)
    {
        if (Routes.Length != other.Routes.Length)
        {
            return false;
        }

        for (int i = 0; i < Routes.Length; i++)
        {
            if (!ReferenceEquals(Routes[i], other.Routes[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is RouteSet other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;

        foreach (CompiledRoute route in Routes)
        {
            hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(route));
        }

        return hash.ToHashCode();
    }
}
