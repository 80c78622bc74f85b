namespace Gatehouse.Manifests;

/// <summary>What policies can be about, and under which Gateways it is.</summary>
internal sealed class PolicyTargets(ManifestSet manifests)
{
    private readonly Dictionary<(string Kind, string Name), Resource> _objects = manifests.Resources
        .Where(found => found is ServiceResource or ListenerOwner or RouteResource)
        .ToDictionary(found => (found.Kind, found.Name));

    private readonly Dictionary<(string Kind, string Name), SortedSet<string>> _gateways = [];

    /// <summary>Says that an object, which need not exist, is used by a Gateway.</summary>
    public void AddUse(string kind, string name, string gateway)
    {
        if (!_gateways.TryGetValue((kind, name), out SortedSet<string>? known))
        {
            known = new SortedSet<string>(StringComparer.Ordinal);
            _gateways.Add((kind, name), known);
        }

        known.Add(gateway);
    }

    /// <summary>The Gateways that use an object, by namespace and name, in order.</summary>
    public IEnumerable<string> GatewaysOf(PolicyPlace place) =>
        _gateways.GetValueOrDefault((place.Kind, $"{place.Namespace}/{place.Name}")) ?? [];

    /// <summary>Why a place does not exist; <see langword="null"/> where it does.</summary>
    public Fault? FindFault(PolicyPlace place)
    {
        if (!_objects.TryGetValue((place.Kind, $"{place.Namespace}/{place.Name}"), out Resource? found))
        {
            return new Fault(Reasons.TargetNotFound, $"there is no {place.Kind} {place.Namespace}/{place.Name}");
        }

        return place.SectionName is null || SectionsOf(found).Contains(place.SectionName)
            ? null
            : new Fault(Reasons.TargetNotFound, $"{found.ObjectName} has no {WordOf(found)} {place.SectionName}");
    }

    private static string WordOf(Resource found) => found switch
    {
        ServiceResource => "port",
        ListenerOwner => "listener",
        _ => "rule",
    };

    private static IEnumerable<string?> SectionsOf(Resource found) => found switch
    {
        ServiceResource service => service.Ports.Select(port => port.Name),
        ListenerOwner owner => owner.Listeners.Select(listener => listener.Name),
        HttpRouteResource route => route.Rules.Select(rule => rule.Name),
        GrpcRouteResource route => route.Rules.Select(rule => rule.Name),
        StreamRouteResource route => route.Rules.Select(rule => rule.Name),
        _ => [],
    };
}
