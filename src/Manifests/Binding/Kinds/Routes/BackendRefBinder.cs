using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads references to backends.</summary>
internal static class BackendRefBinder
{
    private const int BackendsMax = 16;
    private const int WeightMax = 1_000_000;

    /// <summary>Reads the <c>backendRefs</c> of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="filters">The types of filters that they may have; <see langword="null"/> for none.</param>
    /// <param name="countMin">How many there must be; 1 makes the list required.</param>
    public static ValueList<BackendReference> BindList(Fields rule, FilterTypes? filters, int countMin = 0)
    {
        List<BackendReference> backends = [];
        FieldValue? list = countMin > 0 ? rule.Require("backendRefs") : rule.Find("backendRefs");

        foreach (FieldValue item in list?.Items(BackendsMax, countMin) ?? [])
        {
            if (item.Fields() is { } fields)
            {
                int weight = fields.Find("weight")?.Number(0, WeightMax) ?? 1;
                ValueList<FilterSpec> own = filters is null ? [] : FilterBinder.BindList(fields.Find("filters"), filters);
                backends.Add(Bind(fields) with { Weight = weight, Filters = own });
            }
        }

        return backends.ToValueList();
    }

    /// <summary>Reads a reference without weight and filters.</summary>
    public static BackendReference Bind(Fields fields)
    {
        BackendReference reference = new()
        {
            Group = fields.Find("group")?.Text(0, 253) ?? KindNames.CoreGroup,
            Kind = fields.Find("kind")?.Text(1, 63) ?? KindNames.Service,
            Namespace = fields.Find("namespace") is { } space ? NameRules.Namespace(space) : null,
            Name = fields.Require("name")?.Text(1, 253) ?? "",
            Port = fields.Find("port")?.PortNumber(),
        };

        // CEL: "Must have port for Service reference".
        if (reference is { Group: KindNames.CoreGroup, Kind: KindNames.Service } && !fields.Has("port"))
        {
            fields.ReportField("port", ManifestDiagnostics.PortRequired);
        }

        fields.Close();
        return reference;
    }
}
