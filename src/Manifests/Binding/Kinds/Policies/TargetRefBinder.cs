using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads <c>targetRefs</c>, which every kind of policy has (GEP-713).</summary>
internal static class TargetRefBinder
{
    private const int TargetsMax = 16;

    public static ValueList<PolicyTarget> Bind(Fields spec)
    {
        List<PolicyTarget> targets = [];

        foreach (FieldValue item in spec.Require("targetRefs")?.Items(TargetsMax, countMin: 1) ?? [])
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            PolicyTarget target = BindOne(fields);

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

    private static PolicyTarget BindOne(Fields fields)
    {
        PolicyTarget target = new(
            fields.Require("group")?.Text(0, 253) ?? "",
            fields.Require("kind")?.Text(1, 63) ?? "",
            fields.Require("name")?.Text(1, 253) ?? "",
            fields.Find("sectionName") is { } section ? NameRules.Name(section) : null);
        fields.Close();
        return target;
    }

    private static bool Overlap(PolicyTarget left, PolicyTarget right) =>
        left with { SectionName = null } == right with { SectionName = null }
        && (left.SectionName == right.SectionName || left.SectionName is null || right.SectionName is null);
}
