using Gatehouse.Pipeline;
using Gatehouse.Routing;

namespace Gatehouse.Hosting;

/// <summary>Says in a few words what a reload changed, by the names of things.</summary>
internal static class ConfigDifference
{
    /// <summary><c>1 route changed, 2 backends added</c>; of the first configuration, how much there is.</summary>
    internal static string Between(TrafficConfig? before, TrafficConfig after)
    {
        List<string> words = [];
        Compare(words, "listener", before is null ? null : ListenersOf(before), ListenersOf(after));
        Compare(words, "route", before is null ? null : RoutesOf(before), RoutesOf(after));
        Compare(words, "backend", before is null ? null : BackendsOf(before), BackendsOf(after));
        CompareLimits(words, before, after);

        // What changed has no name of its own: a certificate, or which listener a route is attached to.
        return words.Count == 0 ? "the same listeners, routes and backends, otherwise put together" : string.Join(", ", words);
    }

    // Few configurations have any: of the first one only what is there is told.
    private static void CompareLimits(List<string> words, TrafficConfig? before, TrafficConfig after)
    {
        before ??= TrafficConfig.Empty;
        Compare(words, "plan", Named(before.Plans.Select(static plan => (plan.Name, (object)plan))), Named(after.Plans.Select(static plan => (plan.Name, (object)plan))));
        Compare(words, "customer", CustomersOf(before), CustomersOf(after));
        Compare(words, "rate limit", PoliciesOf(before), PoliciesOf(after));
    }

    private static Dictionary<string, object> CustomersOf(TrafficConfig config) =>
        Named(config.Customers.Select(static customer => (customer.Name, (object)customer)));

    private static Dictionary<string, object> PoliciesOf(TrafficConfig config) =>
        Named(config.RateLimitPolicies.Select(static policy => (policy.Name, (object)policy)));

    private static void Compare(List<string> words, string noun, Dictionary<string, object>? before, Dictionary<string, object> after)
    {
        if (before is null)
        {
            words.Add(Count(after.Count, noun));
            return;
        }

        AddIfAny(words, after.Count(item => !before.ContainsKey(item.Key)), noun, "added");
        AddIfAny(words, after.Count(item => before.TryGetValue(item.Key, out object? old) && !old.Equals(item.Value)), noun, "changed");
        AddIfAny(words, before.Count(item => !after.ContainsKey(item.Key)), noun, "removed");
    }

    private static void AddIfAny(List<string> words, int count, string noun, string verb)
    {
        if (count > 0)
        {
            words.Add($"{Count(count, noun)} {verb}");
        }
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    // Without its routes, which are counted for themselves.
    private static Dictionary<string, object> ListenersOf(TrafficConfig config) =>
        Named(from port in config.Ports
              from listener in port.Listeners
              select ($"{listener.Name}:{port.Port}", (object)(port with { Listeners = [listener with { HttpRoutes = [], GrpcRoutes = [] }] })));

    private static Dictionary<string, object> RoutesOf(TrafficConfig config)
    {
        IEnumerable<RouteListener> listeners = config.Ports.SelectMany(static port => port.Listeners);
        return Named(listeners.SelectMany(static listener => listener.HttpRoutes
            .Select(static route => ($"HTTPRoute {route.Name}", (object)route))
            .Concat(listener.GrpcRoutes.Select(static route => ($"GRPCRoute {route.Name}", (object)route)))));
    }

    private static Dictionary<string, object> BackendsOf(TrafficConfig config) =>
        Named(config.Backends.Select(static backend => (backend.Id, (object)backend)));

    // A route that is attached to several listeners is one route.
    private static Dictionary<string, object> Named(IEnumerable<(string Name, object Item)> items)
    {
        Dictionary<string, object> named = new(StringComparer.Ordinal);

        foreach ((string name, object item) in items)
        {
            named.TryAdd(name, item);
        }

        return named;
    }
}
