namespace Gatehouse.Manifests;

/// <summary>
/// Which references into other namespaces are granted (Gateway API, ReferenceGrant). Asked before anything is looked up:
/// whether an object exists is not told to those who may not refer to it.
/// </summary>
internal sealed class ReferenceGrants(ManifestSet manifests)
{
    private readonly ILookup<string, ReferenceGrantResource> _grants = manifests
        .All<ReferenceGrantResource>()
        .ToLookup(grant => grant.Metadata.Namespace, StringComparer.Ordinal);

    /// <summary>Whether an object may refer to another one.</summary>
    /// <param name="referrer">Who refers; all of its kinds are of Gateway API's group.</param>
    /// <param name="target">To what; its namespace is given.</param>
    public bool Allow(Resource referrer, ObjectReference target)
    {
        string space = target.Namespace ?? referrer.Metadata.Namespace;

        if (space == referrer.Metadata.Namespace)
        {
            return true;
        }

        foreach (ReferenceGrantResource grant in _grants[space])
        {
            if (grant.From.Any(from => IsFrom(from, referrer)) && grant.To.Any(to => IsTo(to, target)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFrom(GrantFrom from, Resource referrer) =>
        from.Group == KindNames.GatewayGroup && from.Kind == referrer.Kind && from.Namespace == referrer.Metadata.Namespace;

    private static bool IsTo(GrantTo to, ObjectReference target) =>
        to.Group == target.Group && to.Kind == target.Kind && (string.IsNullOrEmpty(to.Name) || to.Name == target.Name);
}
