using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// The objects of some manifests, each valid by its own schema and with the API server's defaults applied. Invalid ones
/// are left out, and <see cref="Diagnostics"/> says why. Immutable.
/// </summary>
public sealed class ManifestSet
{
    private readonly List<Resource> _resources = [];
    private readonly List<Diagnostic> _diagnostics = [];

    private ManifestSet()
    {
    }

    /// <summary>What was found when reading, in the order of the names and in the order of each text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>How many objects can be used.</summary>
    public int Count => _resources.Count;

    internal IReadOnlyList<Resource> Resources => _resources;

    /// <summary>
    /// Reads manifests. Bad input is a diagnostic, never an exception: a text that can not be read to its end gives no
    /// objects, and an object with an error is left out. The order of the texts does not matter.
    /// </summary>
    /// <param name="manifests">The texts. Where two declare one object, that of the ordinally lower name counts.</param>
    public static ManifestSet Read(IEnumerable<ManifestText> manifests) => Of(manifests.Select(FileBinder.Bind).ToList());

    internal static ManifestSet Of(IReadOnlyList<BoundFile> files)
    {
        ManifestSet set = new();
        Dictionary<string, BoundObject> declared = new(StringComparer.Ordinal);
        List<BoundFile> sorted = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];

        foreach (BoundFile file in sorted)
        {
            set._diagnostics.AddRange(file.Diagnostics);

            if (file.IsReadable)
            {
                set.AddObjects(file, declared);
            }
        }

        set.ReportUnknownKinds(sorted);

        // From here on the order is that of the names: a translation must not depend on which file holds what.
        set.SortByName();
        return set;
    }

    internal IEnumerable<T> All<T>()
        where T : Resource => _resources.OfType<T>();

    // The names are put together once: a sort asks for each about twenty times.
    private void SortByName()
    {
        Resource[] sorted = [.. _resources];
        Array.Sort(Array.ConvertAll(sorted, resource => resource.ObjectName), sorted, StringComparer.Ordinal);
        _resources.Clear();
        _resources.AddRange(sorted);
    }

    internal SourceMap CreateSourceMap()
    {
        SourceMap sources = new();

        foreach (Resource resource in _resources)
        {
            ManifestNode root = resource.Origin.Root;
            sources.Add(resource.ObjectName, path => NodeLocator.Locate(root, path));
        }

        return sources;
    }

    private void AddObjects(BoundFile file, Dictionary<string, BoundObject> declared)
    {
        foreach (BoundObject found in file.Objects)
        {
            if (found.ObjectName is not null && !declared.TryAdd(found.ObjectName, found))
            {
                Report(
                    ManifestDiagnostics.DeclaredTwice,
                    found.At,
                    FieldPath.Of(found.ObjectName),
                    found.ObjectName,
                    declared[found.ObjectName].At);
            }
            else if (found.Resource is not null)
            {
                _resources.Add(found.Resource);
            }
        }
    }

    private void ReportUnknownKinds(List<BoundFile> files)
    {
        HashSet<(string, string)> reported = [];

        foreach (UnknownKind unknown in files.SelectMany(file => file.UnknownKinds))
        {
            if (reported.Add((unknown.ApiVersion, unknown.Kind)))
            {
                Report(ManifestDiagnostics.UnknownKind, unknown.At, FieldPath.Of(""), $"{unknown.ApiVersion} {unknown.Kind}");
            }
        }
    }

    private void Report(DiagnosticDescriptor descriptor, SourceLocation at, FieldPath path, params ReadOnlySpan<object?> arguments)
    {
        DiagnosticBag bag = new();
        bag.Report(descriptor, path, at, null, arguments);
        _diagnostics.AddRange(bag);
    }
}
