using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Which object a status is of.</summary>
/// <param name="Kind">Its kind: <c>HTTPRoute</c>.</param>
/// <param name="Namespace">Its namespace; empty for kinds without.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ObjectKey(string Kind, string Namespace, string Name);

/// <summary>The status of one object, as a controller would write it.</summary>
public abstract record ObjectStatus
{
    private protected ObjectStatus()
    {
    }

    /// <summary>The object.</summary>
    public required ObjectKey Key { get; init; }
}

/// <summary>The status of a GatewayClass of ours.</summary>
public sealed record GatewayClassStatus : ObjectStatus
{
    /// <summary>Accepted.</summary>
    public ValueList<Condition> Conditions { get; init; }

    /// <summary>The features that are served, sorted by name, at most 64. Empty until the conformance report names them.</summary>
    public ValueList<string> SupportedFeatures { get; init; }
}

/// <summary>What a route is attached to, or what a policy is judged under, as it was written.</summary>
/// <param name="Group">The parent's group.</param>
/// <param name="Kind">The parent's kind.</param>
/// <param name="Namespace">Its namespace; <see langword="null"/> where the reference says none.</param>
/// <param name="Name">Its name.</param>
/// <param name="SectionName">The listener, if one is named.</param>
/// <param name="Port">The port, 1 to 65535, if one is named.</param>
public sealed record StatusReference(
    string Group, string Kind, string? Namespace, string Name, string? SectionName = null, int? Port = null);

/// <summary>The status of a route: one entry for each of its parentRefs that leads to a Gateway of ours.</summary>
public sealed record RouteStatus : ObjectStatus
{
    /// <summary>The entries, in the order of the parentRefs, at most 32.</summary>
    public ValueList<RouteParentStatus> Parents { get; init; }
}

/// <summary>What became of one parentRef.</summary>
public sealed record RouteParentStatus
{
    /// <summary>The parentRef.</summary>
    public required StatusReference ParentRef { get; init; }

    /// <summary>Who says so.</summary>
    public string ControllerName { get; init; } = ManifestTranslator.ControllerName;

    /// <summary>Accepted, ResolvedRefs and, where a part is not served, PartiallyInvalid.</summary>
    public ValueList<Condition> Conditions { get; init; }
}

/// <summary>The status of a policy: one entry for each Gateway that it has an effect on (GEP-713).</summary>
public sealed record PolicyStatus : ObjectStatus
{
    /// <summary>The entries, in the order of the Gateways' names, at most 16.</summary>
    public ValueList<PolicyAncestorStatus> Ancestors { get; init; }
}

/// <summary>What a policy does under one Gateway.</summary>
public sealed record PolicyAncestorStatus
{
    /// <summary>The Gateway.</summary>
    public required StatusReference AncestorRef { get; init; }

    /// <summary>Who says so.</summary>
    public string ControllerName { get; init; } = ManifestTranslator.ControllerName;

    /// <summary>Accepted, and ResolvedRefs where the policy has references.</summary>
    public ValueList<Condition> Conditions { get; init; }
}

/// <summary>The status of a Customer.</summary>
public sealed record CustomerStatus : ObjectStatus
{
    /// <summary>ResolvedRefs: whether there is its plan.</summary>
    public ValueList<Condition> Conditions { get; init; }
}
