using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>A GRPCRoute with its references resolved (Gateway API, GRPCRoute). It serves only gRPC requests.</summary>
public sealed record GrpcRoute
{
    /// <inheritdoc cref="HttpRoute.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="HttpRoute.Age"/>
    public RouteAge Age { get; init; }

    /// <inheritdoc cref="HttpRoute.Hostnames"/>
    public ValueList<string> Hostnames { get; init; }

    /// <inheritdoc cref="HttpRoute.Rules"/>
    public ValueList<GrpcRouteRule> Rules { get; init; }
}

/// <summary>A rule of a GRPCRoute.</summary>
public sealed record GrpcRouteRule
{
    /// <inheritdoc cref="HttpRouteRule.Name"/>
    public string? Name { get; init; }

    /// <summary>The conditions, any of which selects the rule; at most 64. Empty: every gRPC request.</summary>
    public ValueList<GrpcRouteMatch> Matches { get; init; }

    /// <inheritdoc cref="HttpRouteRule.Filters"/>
    public ValueList<RouteFilter> Filters { get; init; }

    /// <summary>Who answers, by weight; at most 16. Empty: UNAVAILABLE.</summary>
    public ValueList<BackendRef> Backends { get; init; }
}

/// <summary>A condition on a gRPC request: all of its parts have to hold.</summary>
public sealed record GrpcRouteMatch
{
    /// <summary>The service and method; <see langword="null"/> for every one.</summary>
    public GrpcMethodMatch? Method { get; init; }

    /// <inheritdoc cref="HttpRouteMatch.Headers"/>
    public ValueList<HeaderMatch> Headers { get; init; }
}

/// <summary>A condition on the path <c>/{service}/{method}</c>; at least one of both is given.</summary>
/// <param name="Service">The service with its package, case-sensitive: <c>shop.v1.Products</c>; <see langword="null"/> for every one.</param>
/// <param name="Method">The method, case-sensitive; <see langword="null"/> for every one.</param>
/// <param name="Type">How both are compared.</param>
public sealed record GrpcMethodMatch(string? Service, string? Method, ValueMatchType Type = ValueMatchType.Exact);
