using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>
/// An HTTPRoute (Gateway API v1). What has no reference in it (matches, header changes, redirects, rewrites) is the
/// routing model's already; what has one keeps its own record until it is resolved.
/// </summary>
internal sealed record HttpRouteResource : Resource
{
    public override string Kind => KindNames.HttpRoute;

    public ValueList<ParentReference> ParentRefs { get; init; }

    public ValueList<string> Hostnames { get; init; }

    public ValueList<HttpRuleSpec> Rules { get; init; }
}

/// <summary>What a route wants to attach to.</summary>
internal sealed record ParentReference
{
    public string Group { get; init; } = KindNames.GatewayGroup;

    public string Kind { get; init; } = KindNames.Gateway;

    /// <summary><see langword="null"/> for the route's own.</summary>
    public string? Namespace { get; init; }

    public required string Name { get; init; }

    public string? SectionName { get; init; }

    public int? Port { get; init; }
}

/// <summary>A rule with its references as they are written.</summary>
internal sealed record HttpRuleSpec
{
    public string? Name { get; init; }

    public ValueList<HttpRouteMatch> Matches { get; init; }

    public ValueList<HttpFilterSpec> Filters { get; init; }

    public ValueList<BackendReference> BackendRefs { get; init; }

    /// <summary>The rule's fields that are understood but not served yet.</summary>
    public ValueList<string> NotServed { get; init; }
}

/// <summary>A filter as it is written.</summary>
/// <param name="Type">Its type: <c>RequestRedirect</c>.</param>
/// <param name="Served">What it does; <see langword="null"/> where its type is not served yet.</param>
/// <param name="Reference">What an ExtensionRef refers to.</param>
internal sealed record HttpFilterSpec(string Type, RouteFilter? Served, string? Reference = null);

/// <summary>A weighted reference to a backend.</summary>
internal sealed record BackendReference
{
    public string Group { get; init; } = KindNames.CoreGroup;

    public string Kind { get; init; } = KindNames.Service;

    /// <summary><see langword="null"/> for the route's own.</summary>
    public string? Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>Given for every Service.</summary>
    public int? Port { get; init; }

    public int Weight { get; init; } = 1;

    public ValueList<HttpFilterSpec> Filters { get; init; }
}
