using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads <c>parentRefs</c>, which every kind of route has.</summary>
internal static class ParentRefBinder
{
    private const int ParentRefsMax = 32;

    public static ValueList<ParentReference> Bind(Fields spec)
    {
        List<ParentReference> parents = [];
        spec.Find("useDefaultGateways")?.OneOf("All", "None");

        foreach (FieldValue item in spec.Items("parentRefs", ParentRefsMax))
        {
            if (item.Fields() is { } fields)
            {
                ParentReference parent = BindOne(fields);

                if (parents.Any(earlier => Overlap(earlier, parent)))
                {
                    fields.Report(ManifestDiagnostics.BadParentRefs, parent.Name);
                }

                parents.Add(parent);
            }
        }

        return parents.ToValueList();
    }

    private static ParentReference BindOne(Fields fields)
    {
        ParentReference parent = new()
        {
            Group = fields.Find("group")?.Text(0, 253) ?? KindNames.GatewayGroup,
            Kind = fields.Find("kind")?.Text(1, 63) ?? KindNames.Gateway,
            Namespace = fields.Find("namespace") is { } space ? NameRules.Namespace(space) : null,
            Name = fields.Require("name")?.Text(1, 253) ?? "",
            SectionName = fields.Find("sectionName") is { } section ? NameRules.Name(section) : null,
            Port = fields.Find("port")?.PortNumber(),
        };
        fields.Close();
        return parent;
    }

    // CEL: "sectionName or port must be specified when parentRefs includes 2 or more references to the same parent",
    // and they "must be unique".
    private static bool Overlap(ParentReference left, ParentReference right) =>
        left with { SectionName = null, Port = null } == right with { SectionName = null, Port = null }
        && (left == right || IsWhole(left) || IsWhole(right));

    private static bool IsWhole(ParentReference parent) => parent.SectionName is null && parent.Port is null;
}
