namespace Gatehouse.Manifests;

/// <summary>Reads one of a rule's <c>backendRefs</c>.</summary>
internal static class BackendRefBinder
{
    private const int WeightMax = 1_000_000;

    public static BackendReference Bind(Fields fields)
    {
        BackendReference reference = new()
        {
            Group = fields.Find("group")?.Text(0, 253) ?? KindNames.CoreGroup,
            Kind = fields.Find("kind")?.Text(1, 63) ?? KindNames.Service,
            Namespace = fields.Find("namespace") is { } space ? NameRules.Namespace(space) : null,
            Name = fields.Require("name")?.Text(1, 253) ?? "",
            Port = fields.Find("port")?.PortNumber(),
            Weight = fields.Find("weight")?.Number(0, WeightMax) ?? 1,
            Filters = HttpFilterBinder.BindList(fields.Find("filters")),
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
