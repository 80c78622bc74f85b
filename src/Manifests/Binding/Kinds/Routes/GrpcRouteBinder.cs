using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads a GRPCRoute.</summary>
internal static class GrpcRouteBinder
{
    private const int HostnamesMax = 16;
    private const int RulesMax = 16;
    private const int MatchesMax = 128;

    public static GrpcRouteResource? Bind(ObjectHead head)
    {
        if (head.Fields.Find("spec")?.Fields() is not { } spec)
        {
            return new GrpcRouteResource { Metadata = head.Metadata, Origin = head.Origin };
        }

        GrpcRouteResource route = new()
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ParentRefs = ParentRefBinder.Bind(spec),
            Hostnames = HostnamesBinder.Bind(spec.Find("hostnames"), HostnamesMax),
            Rules = BindRules(spec),
        };
        spec.Close();
        return route;
    }

    // Without rules it serves nothing: unlike HTTPRoute, its CRD writes no default.
    private static ValueList<GrpcRuleSpec> BindRules(Fields spec)
    {
        List<GrpcRuleSpec> rules = [];
        FieldValue? list = spec.Find("rules");

        foreach (FieldValue item in list?.Items(RulesMax) ?? [])
        {
            if (item.Fields() is { } fields)
            {
                rules.Add(BindRule(fields));
            }
        }

        int matches = rules.Sum(rule => rule.Matches.Count);

        if (matches > MatchesMax)
        {
            list?.Report(ManifestDiagnostics.ListLength, $"{matches} matches in all rules", 0, MatchesMax);
        }

        return rules.ToValueList();
    }

    private static GrpcRuleSpec BindRule(Fields fields)
    {
        GrpcRuleSpec rule = new()
        {
            Name = fields.Find("name") is { } value ? NameRules.Name(value) : null,
            Matches = GrpcMatchBinder.BindList(fields),
            Filters = FilterBinder.BindList(fields.Find("filters"), FilterTypes.Grpc),
            BackendRefs = BackendRefBinder.BindList(fields, FilterTypes.Grpc),
            NotServed = fields.Has("sessionPersistence") ? ["sessionPersistence"] : [],
        };
        SessionPersistenceBinder.Check(fields.Find("sessionPersistence"));
        fields.Close();
        return rule;
    }
}
