namespace Gatehouse.Manifests;

/// <summary>How one kind is read. A new kind is one more row of <see cref="All"/>.</summary>
internal sealed record KindReader
{
    public required string Group { get; init; }

    public required string Kind { get; init; }

    public required IReadOnlyList<string> Versions { get; init; }

    public bool IsClusterScoped { get; init; }

    /// <summary>Reads what follows the metadata; reports what is wrong, and answers <see langword="null"/> if nothing can be kept.</summary>
    public required Func<ObjectHead, Resource?> Bind { get; init; }

    public string NewestApiVersion => Group.Length == 0 ? Versions[0] : $"{Group}/{Versions[0]}";

    public static IReadOnlyList<KindReader> All { get; } =
    [
        new()
        {
            Group = KindNames.GatewayGroup,
            Kind = KindNames.GatewayClass,
            Versions = ["v1", "v1beta1"],
            IsClusterScoped = true,
            Bind = GatewayClassBinder.Bind,
        },
        new() { Group = KindNames.GatewayGroup, Kind = KindNames.Gateway, Versions = ["v1", "v1beta1"], Bind = GatewayBinder.Bind },
        new() { Group = KindNames.GatewayGroup, Kind = KindNames.HttpRoute, Versions = ["v1", "v1beta1"], Bind = HttpRouteBinder.Bind },
        new() { Group = KindNames.CoreGroup, Kind = KindNames.Service, Versions = ["v1"], Bind = ServiceBinder.Bind },
        new() { Group = KindNames.DiscoveryGroup, Kind = KindNames.EndpointSlice, Versions = ["v1"], Bind = EndpointSliceBinder.Bind },
    ];

    public static KindReader? Find(string apiVersion, string kind)
    {
        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        string group = slash < 0 ? "" : apiVersion[..slash];
        string version = apiVersion[(slash + 1)..];
        return All.FirstOrDefault(known => known.Kind == kind && known.Group == group && known.Versions.Contains(version));
    }

    /// <summary>The kind that was meant: a slip in its name, its group or its version.</summary>
    public static KindReader? FindNearest(string apiVersion, string kind)
    {
        string group = apiVersion.Split('/')[0];
        string? nearest = NearestName.Find(kind, All.Select(known => known.Kind));

        // Other groups have kinds of the same names (Istio's Gateway, Knative's Service); those are not slips.
        return All.FirstOrDefault(known => known.Kind == nearest && IsNearGroup(known, group));
    }

    private static bool IsNearGroup(KindReader known, string group) =>
        known.Group.Length == 0
            ? !group.Contains('.', StringComparison.Ordinal)
            : NearestName.Find(group, [known.Group]) is not null;
}
