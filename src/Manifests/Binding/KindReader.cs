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

    public string NewestApiVersion => ApiVersionOf(Versions[0]);

    public static IReadOnlyList<KindReader> All { get; } =
    [
        Cluster(KindNames.GatewayGroup, KindNames.GatewayClass, GatewayClassBinder.Bind, "v1", "v1beta1"),
        Of(KindNames.GatewayGroup, KindNames.Gateway, GatewayBinder.Bind, "v1", "v1beta1"),
        Of(KindNames.GatewayGroup, KindNames.ListenerSet, ListenerSetBinder.Bind, "v1"),
        Of(KindNames.GatewayGroup, KindNames.HttpRoute, HttpRouteBinder.Bind, "v1", "v1beta1"),
        Of(KindNames.GatewayGroup, KindNames.GrpcRoute, GrpcRouteBinder.Bind, "v1"),
        Of(KindNames.GatewayGroup, KindNames.TlsRoute, StreamRouteBinder.BindTls, "v1", "v1alpha3", "v1alpha2"),
        Of(KindNames.GatewayGroup, KindNames.TcpRoute, StreamRouteBinder.BindTcp, "v1", "v1alpha3", "v1alpha2"),
        Of(KindNames.GatewayGroup, KindNames.UdpRoute, StreamRouteBinder.BindUdp, "v1", "v1alpha3", "v1alpha2"),
        Of(KindNames.GatewayGroup, KindNames.ReferenceGrant, ReferenceGrantBinder.Bind, "v1", "v1beta1"),
        Of(KindNames.GatewayGroup, KindNames.BackendTlsPolicy, BackendTlsPolicyBinder.Bind, "v1", "v1alpha3"),
        Of(KindNames.CoreGroup, KindNames.Service, ServiceBinder.Bind, "v1"),
        Of(KindNames.DiscoveryGroup, KindNames.EndpointSlice, EndpointSliceBinder.Bind, "v1"),
        Of(KindNames.CoreGroup, KindNames.Secret, SecretBinder.Bind, "v1"),
        Of(KindNames.CoreGroup, KindNames.ConfigMap, ConfigMapBinder.Bind, "v1"),
        Cluster(KindNames.CoreGroup, KindNames.Namespace, NamespaceBinder.Bind, "v1"),
        Of(KindNames.PolicyGroup, KindNames.RateLimitPolicy, RateLimitPolicyBinder.Bind, "v1alpha1"),
        Cluster(KindNames.PolicyGroup, KindNames.Plan, PlanBinder.Bind, "v1alpha1"),
        Cluster(KindNames.PolicyGroup, KindNames.Customer, CustomerBinder.Bind, "v1alpha1"),
    ];

    private static Dictionary<(string ApiVersion, string Kind), KindReader> Index { get; } = All
        .SelectMany(known => known.Versions, (known, version) => (known, version))
        .ToDictionary(pair => (pair.known.ApiVersionOf(pair.version), pair.known.Kind), pair => pair.known);

    public static KindReader? Find(string apiVersion, string kind) => Index.GetValueOrDefault((apiVersion, kind));

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

    private static KindReader Of(string group, string kind, Func<ObjectHead, Resource?> bind, params string[] versions) =>
        new() { Group = group, Kind = kind, Versions = versions, Bind = bind };

    private static KindReader Cluster(string group, string kind, Func<ObjectHead, Resource?> bind, params string[] versions) =>
        Of(group, kind, bind, versions) with { IsClusterScoped = true };

    private string ApiVersionOf(string version) => Group.Length == 0 ? version : $"{Group}/{version}";
}
