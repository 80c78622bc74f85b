using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>A ReferenceGrant (Gateway API v1): who of other namespaces may refer to objects of this one.</summary>
internal sealed record ReferenceGrantResource : Resource
{
    public override string Kind => KindNames.ReferenceGrant;

    public ValueList<GrantFrom> From { get; init; }

    public ValueList<GrantTo> To { get; init; }
}

internal sealed record GrantFrom(string Group, string Kind, string Namespace);

/// <param name="Group">Empty for the core group.</param>
/// <param name="Kind">The kind that may be referred to.</param>
/// <param name="Name">The only object; <see langword="null"/> for every one of the kind.</param>
internal sealed record GrantTo(string Group, string Kind, string? Name);
