using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Finds the place of a field in the node tree its object was read from.</summary>
internal static class NodeLocator
{
    /// <summary>The field's place, or its nearest written ancestor's: a default has no place of its own.</summary>
    public static SourceLocation Locate(ManifestNode root, FieldPath path) => Step(root, path).At;

    private static (ManifestNode? Node, SourceLocation At) Step(ManifestNode root, FieldPath path)
    {
        if (path.Parent is null)
        {
            return (root, root.At);
        }

        (ManifestNode? parent, SourceLocation at) = Step(root, path.Parent);

        return parent switch
        {
            MappingNode mapping when path.Name is not null && mapping.Find(path.Name) is { } entry => (entry.Value, entry.At),
            SequenceNode sequence when path.Position >= 0 && path.Position < sequence.Items.Count =>
                (sequence.Items[path.Position], sequence.Items[path.Position].At),
            _ => (null, at),
        };
    }
}
