using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads references to objects, such as SecretObjectReference and LocalObjectReference.</summary>
internal static class ReferenceBinder
{
    /// <param name="fields">The reference.</param>
    /// <param name="group">The group where none is written; <see langword="null"/> where it must be.</param>
    /// <param name="kind">The kind where none is written; <see langword="null"/> where it must be.</param>
    /// <param name="isLocal">Whether it has no namespace of its own.</param>
    public static ObjectReference Bind(Fields fields, string? group, string? kind, bool isLocal = false)
    {
        ObjectReference reference = new(
            (group is null ? fields.Require("group") : fields.Find("group"))?.Text(0, 253) ?? group ?? "",
            (kind is null ? fields.Require("kind") : fields.Find("kind"))?.Text(1, 63) ?? kind ?? "",
            !isLocal && fields.Find("namespace") is { } space ? NameRules.Namespace(space) : null,
            fields.Require("name")?.Text(1, 253) ?? "");
        fields.Close();
        return reference;
    }

    /// <inheritdoc cref="Bind"/>
    public static ValueList<ObjectReference> BindList(
        FieldValue? list, int countMax, string? group, string? kind, int countMin = 0, bool isLocal = false)
    {
        List<ObjectReference> references = [];

        foreach (FieldValue item in list?.Items(countMax, countMin) ?? [])
        {
            if (item.Fields() is { } fields)
            {
                references.Add(Bind(fields, group, kind, isLocal));
            }
        }

        return references.ToValueList();
    }

    /// <summary>Checks a reference that nothing comes of, and says whether it was written.</summary>
    public static bool Check(Fields parent, string field)
    {
        if (parent.Find(field)?.Fields() is { } reference)
        {
            Bind(reference, null, null);
        }

        return parent.Has(field);
    }
}
