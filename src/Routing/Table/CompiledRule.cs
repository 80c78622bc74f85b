namespace Gatehouse.Routing;

/// <summary>The kind of route a rule belongs to.</summary>
public enum RouteKind : byte
{
    /// <summary>HTTPRoute.</summary>
    Http = 0,

    /// <summary>GRPCRoute: refusals are gRPC statuses.</summary>
    Grpc,
}

/// <summary>A rule in a <see cref="RouteTable"/>: what is to be done with a request that it matches.</summary>
public sealed class CompiledRule
{
    internal CompiledRule(RouteKind kind, string routeName, string? name, int index, CompiledFilters filters, WeightedBackends backends)
    {
        Kind = kind;
        RouteName = routeName;
        Name = name;
        Index = (short)index;
        Filters = filters;
        Backends = backends;
    }

    /// <summary>The kind of its route.</summary>
    public RouteKind Kind { get; }

    /// <summary>Namespace and name of its route.</summary>
    public string RouteName { get; }

    /// <summary>Its own name, if it has one.</summary>
    public string? Name { get; }

    /// <summary>Its position in the route, from 0.</summary>
    public short Index { get; }

    /// <summary>What is done for every request of this rule.</summary>
    public CompiledFilters Filters { get; }

    /// <summary>Who answers.</summary>
    public WeightedBackends Backends { get; }
}
