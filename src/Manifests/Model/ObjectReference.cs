namespace Gatehouse.Manifests;

/// <summary>A reference to an object as it is written.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace"><see langword="null"/> for the referrer's own.</param>
/// <param name="Name">Its name.</param>
internal sealed record ObjectReference(string Group, string Kind, string? Namespace, string Name)
{
    /// <summary>Group and kind, as messages write them.</summary>
    public string GroupKind => Group.Length == 0 ? Kind : $"{Group}/{Kind}";
}
