using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// The fields of one object while they are read. Whoever reads asks for every field it knows and then closes: what
/// nobody asked for is reported, with the nearest name that was.
/// </summary>
internal sealed class Fields(MappingNode mapping, FieldPath path, SourceLocation at, DiagnosticBag diagnostics)
{
    private readonly List<string> _known = [];

    public FieldPath Path => path;

    /// <summary>The field's value; <see langword="null"/> where it is absent or null, which is the same in Kubernetes.</summary>
    public FieldValue? Find(string name)
    {
        _known.Add(name);

        return mapping.Find(name) is { } entry && entry.Value is not ScalarNode { Type: ScalarType.Null }
            ? new FieldValue(entry.Value, path.Field(name), entry.At, diagnostics)
            : null;
    }

    /// <summary>The field's value; its absence is reported.</summary>
    public FieldValue? Require(string name)
    {
        FieldValue? value = Find(name);

        if (value is null)
        {
            diagnostics.Report(ManifestDiagnostics.RequiredMissing, path.Field(name), Place(name), null, name);
        }

        return value;
    }

    /// <summary>The items of a list field; none where it is absent.</summary>
    public IEnumerable<FieldValue> Items(string name, int countMax, int countMin = 0) =>
        Find(name)?.Items(countMax, countMin) ?? [];

    /// <summary>Names fields that are right here and not read.</summary>
    public void Ignore(params ReadOnlySpan<string> names) => _known.AddRange(names);

    public bool Has(string name) => mapping.Find(name) is { Value: not ScalarNode { Type: ScalarType.Null } };

    /// <summary>Reports about the object itself.</summary>
    public void Report(DiagnosticDescriptor descriptor, string? found = null, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Report(descriptor, path, at, found, arguments);

    /// <summary>Reports about one of its fields.</summary>
    public void ReportField(
        string name, DiagnosticDescriptor descriptor, string? found = null, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Report(descriptor, path.Field(name), Place(name), found, arguments);

    /// <summary>Takes over what another package found about one of its fields.</summary>
    public void AddFinding(string name, Diagnostic finding) => diagnostics.Add(finding with
    {
        Location = Place(name),
        ObjectName = path.ObjectName,
        Field = path.Field(name).ToString(),
    });

    /// <summary>Reports every field that nobody asked for.</summary>
    public void Close()
    {
        foreach (MappingEntry entry in mapping.Entries)
        {
            // To look for the nearest name costs more than to read the field: not for findings that nobody will see.
            if (diagnostics.Count == DiagnosticBag.CountMax)
            {
                return;
            }

            if (!_known.Contains(entry.Key))
            {
                string mend = NearestName.Find(entry.Key, _known) is { } nearest ? $"write {nearest}" : "remove it";
                diagnostics.Report(ManifestDiagnostics.UnknownField, path.Field(entry.Key), entry.KeyAt, entry.Key, mend);
            }
        }
    }

    private SourceLocation Place(string name) => mapping.Find(name)?.At ?? at;
}
