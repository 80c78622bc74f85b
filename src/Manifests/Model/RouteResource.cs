using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>What all kinds of routes have.</summary>
internal abstract record RouteResource : Resource
{
    public ValueList<ParentReference> ParentRefs { get; init; }

    /// <summary>Empty: those of the listeners. TCPRoutes and UDPRoutes never have any.</summary>
    public ValueList<string> Hostnames { get; init; }
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
internal record RuleSpec
{
    public string? Name { get; init; }

    public ValueList<FilterSpec> Filters { get; init; }

    public ValueList<BackendReference> BackendRefs { get; init; }

    /// <summary>The rule's fields that are understood but not served yet.</summary>
    public ValueList<string> NotServed { get; init; }
}

/// <summary>A filter as it is written.</summary>
/// <param name="Type">Its type: <c>RequestRedirect</c>.</param>
/// <param name="Served">What it does; <see langword="null"/> where its type is not served yet.</param>
internal sealed record FilterSpec(string Type, RouteFilter? Served)
{
    /// <summary>What an ExtensionRef refers to.</summary>
    public string? Extension { get; init; }

    /// <summary>Whom a RequestMirror copies to or an ExternalAuth asks.</summary>
    public BackendReference? Backend { get; init; }
}

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

    public ValueList<FilterSpec> Filters { get; init; }
}
