using Gatehouse.Primitives;
using Gatehouse.RateLimit;

namespace Gatehouse.Manifests;

internal static class PlanBinder
{
    public static PlanResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        CheckName(head);
        PlanResource plan = new() { Metadata = head.Metadata, Origin = head.Origin, Limits = BindLimits(spec) };
        spec.Close();
        return plan;
    }

    // Required, though it may be empty: a plan whose limits were forgotten would admit everything.
    private static ValueList<Limit> BindLimits(Fields spec)
    {
        List<Limit> limits = [];

        foreach (FieldValue item in spec.Require("limits")?.Items(RateLimit.Limits.LimitsPerRequestMax) ?? [])
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            if (LimitBinder.Bind(fields) is { } bound)
            {
                bound.Check();
                LimitNames.CheckUnique(bound, limits);
                limits.Add(bound.Limit);
            }

            fields.Close();
        }

        return limits.ToValueList();
    }

    // CEL, at the object itself: a plan's name is shorter than an object's may be.
    private static void CheckName(ObjectHead head)
    {
        string name = head.Metadata.Name;

        if (name.Length > RateLimit.Limits.NameLengthMax)
        {
            head.Fields.Find("metadata")?.Fields()?.ReportField("name", ManifestDiagnostics.TextLength, name, 1, RateLimit.Limits.NameLengthMax);
        }
    }
}

/// <summary>The names of the limits of one list.</summary>
internal static class LimitNames
{
    /// <summary>Reports a name that an earlier limit has: the list is a map by name in the CRD.</summary>
    public static void CheckUnique(BoundLimit added, IEnumerable<Limit> earlier)
    {
        if (added.Fields.Has("name") && earlier.Any(limit => limit.Name == added.Limit.Name))
        {
            added.Fields.ReportField("name", ManifestDiagnostics.NotUnique, added.Limit.Name, "the name of a limit");
        }
    }
}
