using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>
/// An HTTPRoute (Gateway API v1). What has no reference in it (matches, header changes, redirects, rewrites) is the
/// routing model's already; what has one keeps its own record until it is resolved.
/// </summary>
internal sealed record HttpRouteResource : RouteResource
{
    public override string Kind => KindNames.HttpRoute;

    public ValueList<HttpRuleSpec> Rules { get; init; }
}

internal sealed record HttpRuleSpec : RuleSpec
{
    public ValueList<HttpRouteMatch> Matches { get; init; }
}

/// <summary>A GRPCRoute (Gateway API v1).</summary>
internal sealed record GrpcRouteResource : RouteResource
{
    public override string Kind => KindNames.GrpcRoute;

    public ValueList<GrpcRuleSpec> Rules { get; init; }
}

internal sealed record GrpcRuleSpec : RuleSpec
{
    public ValueList<GrpcRouteMatch> Matches { get; init; }
}

/// <summary>A TLSRoute, TCPRoute or UDPRoute (Gateway API v1): bytes to backends, without a look at what they say.</summary>
internal sealed record StreamRouteResource(string RouteKind) : RouteResource
{
    public override string Kind => RouteKind;

    public ValueList<RuleSpec> Rules { get; init; }
}
