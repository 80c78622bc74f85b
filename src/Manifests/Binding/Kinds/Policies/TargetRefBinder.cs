using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads <c>targetRefs</c>, which every kind of policy has (GEP-713).</summary>
internal static class TargetRefBinder
{
    private const int TargetsMax = 16;

    /// <param name="spec">What has them.</param>
    /// <param name="groups">The groups that the kind of policy may be about; <see langword="null"/> where its CRD names none.</param>
    /// <param name="kinds">The kinds likewise.</param>
    public static ValueList<PolicyTarget> Bind(Fields spec, string[]? groups = null, string[]? kinds = null)
    {
        List<PolicyTarget> targets = [];

        foreach (FieldValue item in spec.Require("targetRefs")?.Items(TargetsMax, countMin: 1) ?? [])
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            PolicyTarget target = BindOne(fields, groups, kinds);

            // CEL: "sectionName must be specified when targetRefs includes 2 or more references to the same target",
            // and "must be unique".
            if (targets.Any(earlier => Overlap(earlier, target)))
            {
                fields.Report(ManifestDiagnostics.NotUnique, target.Name, "a target, or its sectionName");
            }

            targets.Add(target);
        }

        return targets.ToValueList();
    }

    private static PolicyTarget BindOne(Fields fields, string[]? groups, string[]? kinds)
    {
        FieldValue? group = fields.Require("group");
        FieldValue? kind = fields.Require("kind");
        PolicyTarget target = new(
            (groups is null ? group?.Text(0, 253) : group?.OneOf(groups)) ?? "",
            (kinds is null ? kind?.Text(1, 63) : kind?.OneOf(kinds)) ?? "",
            fields.Require("name")?.Text(1, 253) ?? "",
            fields.Find("sectionName") is { } section ? NameRules.Name(section) : null);
        fields.Close();
        return target;
    }

    private static bool Overlap(PolicyTarget left, PolicyTarget right) =>
        left with { SectionName = null } == right with { SectionName = null }
        && (left.SectionName == right.SectionName || left.SectionName is null || right.SectionName is null);
}
