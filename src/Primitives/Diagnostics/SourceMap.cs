namespace Gatehouse.Primitives.Diagnostics;

/// <summary>
/// Where the objects of a configuration were written. A reader of configuration text adds one entry per object;
/// whoever reports a diagnostic about an object's field asks here for the line.
/// </summary>
public sealed class SourceMap
{
    private readonly Dictionary<string, Func<FieldPath, SourceLocation>> _objects = new(StringComparer.Ordinal);

    /// <summary>Says how to locate the fields of an object. The last entry for a name counts.</summary>
    /// <param name="objectName">The name that the object's <see cref="FieldPath"/>s carry.</param>
    /// <param name="locate">Answers with the field's place, or with its nearest written ancestor's.</param>
    public void Add(string objectName, Func<FieldPath, SourceLocation> locate) => _objects[objectName] = locate;

    /// <summary>The place of a field, or of its nearest written ancestor; <see langword="null"/> for an object built in code.</summary>
    public SourceLocation? Locate(FieldPath path) =>
        _objects.TryGetValue(path.ObjectName, out Func<FieldPath, SourceLocation>? locate) ? locate(path) : null;
}
