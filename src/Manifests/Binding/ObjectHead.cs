using System.Globalization;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>An object whose kind is known and whose own fields are read next.</summary>
/// <param name="Metadata">Its metadata.</param>
/// <param name="Origin">Where it was written.</param>
/// <param name="Fields">Its fields at the top level.</param>
/// <param name="Version">The version of its kind that it was written in.</param>
internal sealed record ObjectHead(ObjectMetadata Metadata, ResourceOrigin Origin, Fields Fields, string Version)
{
    /// <summary>Its <c>spec</c>; the absence is reported.</summary>
    public Fields? Spec() => Fields.Require("spec")?.Fields();
}

/// <summary>Reads <c>metadata</c>.</summary>
internal static class MetadataBinder
{
    private const string DefaultNamespace = "default";
    private const int LabelsMax = 1_000;
    private const DateTimeStyles TimestampStyle = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>What diagnostics will call the object; <see langword="null"/> where that can not be told. Reports nothing.</summary>
    public static string? PeekObjectName(MappingNode root, KindReader kind)
    {
        if (root.Find("metadata")?.Value is not MappingNode metadata
            || metadata.Find("name")?.Value is not ScalarNode { Type: ScalarType.Text } name)
        {
            return null;
        }

        string space = (metadata.Find("namespace")?.Value as ScalarNode)?.Text is { Length: > 0 } written ? written : DefaultNamespace;
        return kind.IsClusterScoped ? $"{kind.Kind} {name.Text}" : $"{kind.Kind} {space}/{name.Text}";
    }

    public static ObjectMetadata? Bind(Fields root, bool isClusterScoped)
    {
        if (root.Require("metadata")?.Fields() is not { } metadata)
        {
            return null;
        }

        string? name = metadata.Require("name") is { } nameValue ? NameRules.Name(nameValue) : null;
        string? space = metadata.Find("namespace") is { } spaceValue ? NameRules.Namespace(spaceValue) : DefaultNamespace;
        ValueList<Label> labels = metadata.Find("labels") is { } map && map.Fields() is not null ? BindLabels(map) : [];
        long generation = metadata.Find("generation")?.Number(0, int.MaxValue) ?? 0;
        DateTimeOffset? created = metadata.Find("creationTimestamp") is { } timestamp ? BindTimestamp(timestamp) : null;

        metadata.Ignore(
            "annotations", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName",
            "managedFields", "ownerReferences", "resourceVersion", "selfLink", "uid");
        metadata.Close();

        return name is null || space is null
            ? null
            : new ObjectMetadata
            {
                Name = name,
                Namespace = isClusterScoped ? "" : space,
                Labels = labels,
                CreationTimestamp = created,
                Generation = generation,
            };
    }

    /// <summary>Reads the labels of a map.</summary>
    public static ValueList<Label> BindLabels(FieldValue map)
    {
        List<Label> labels = [];

        foreach (MappingEntry entry in ((MappingNode)map.Node).Entries.Take(LabelsMax))
        {
            FieldValue label = new(entry.Value, map.Path.Field(entry.Key), entry.At, map.Diagnostics);

            if (label.Text(0, 63) is { } text)
            {
                labels.Add(new Label(entry.Key, text));
            }
        }

        return labels.ToValueList();
    }

    private static DateTimeOffset? BindTimestamp(FieldValue value)
    {
        if (value.Text() is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, TimestampStyle, out DateTimeOffset created))
        {
            return created;
        }

        value.Report(ManifestDiagnostics.BadTimestamp, text);
        return null;
    }
}
