using Gatehouse.Primitives;

namespace Gatehouse.Manifests.Tests;

/// <summary>Prints statuses for golden files, and lists the conditions in them.</summary>
internal static class StatusText
{
    public static IEnumerable<(int Depth, string Text)> Lines(ValueList<ObjectStatus> statuses)
    {
        foreach (ObjectStatus status in (IEnumerable<ObjectStatus>)statuses)
        {
            yield return (0, $"- {status.Key.Kind} {status.Key.Namespace}/{status.Key.Name}{Summary(status)}");

            foreach ((string part, ValueList<Condition> conditions) in Parts(status))
            {
                if (part.Length > 0)
                {
                    yield return (1, $"- {part}");
                }

                foreach (Condition condition in (IEnumerable<Condition>)conditions)
                {
                    yield return (part.Length > 0 ? 2 : 1, Describe(condition));
                }
            }
        }
    }

    /// <summary>What object or part of one has a condition: <c>Listener Accepted=False/HostnameConflict</c>.</summary>
    public static IEnumerable<string> Conditions(ObjectStatus status) =>
        from part in Parts(status)
        let what = part.Name.StartsWith("listener", StringComparison.Ordinal)
            ? status is ListenerSetStatus ? "ListenerSet listener" : "Gateway listener"
            : status is RouteStatus ? "Route" : status.Key.Kind
        from condition in (IEnumerable<Condition>)part.Conditions
        select $"{what} {condition.Type}={condition.Status}/{condition.Reason}";

    private static string Summary(ObjectStatus status) => status switch
    {
        GatewayStatus gateway => $" addresses {string.Join(", ", gateway.Addresses.Select(address => address.Value))} sets {gateway.AttachedListenerSets}",
        _ => "",
    };

    private static IEnumerable<(string Name, ValueList<Condition> Conditions)> Parts(ObjectStatus status) => status switch
    {
        GatewayClassStatus own => [("", own.Conditions)],
        GatewayStatus gateway => [("", gateway.Conditions), .. gateway.Listeners.Select(Part)],
        ListenerSetStatus set => [("", set.Conditions), .. set.Listeners.Select(Part)],
        RouteStatus route => route.Parents.Select(parent => ($"parent {Describe(parent.ParentRef)}", parent.Conditions)),
        PolicyStatus policy => policy.Ancestors.Select(ancestor => ($"ancestor {Describe(ancestor.AncestorRef)}", ancestor.Conditions)),
        CustomerStatus customer => [("", customer.Conditions)],
        _ => throw new InvalidOperationException($"{status.GetType()} is not printed"),
    };

    private static (string Name, ValueList<Condition> Conditions) Part(ListenerStatus listener) =>
        ($"listener {listener.Name} routes {listener.AttachedRoutes} kinds {string.Join(", ", listener.SupportedKinds.Select(kind => kind.Kind))}",
            listener.Conditions);

    private static string Describe(StatusReference reference) =>
        $"{reference.Group} {reference.Kind} {reference.Namespace}/{reference.Name} {reference.SectionName} {reference.Port}".TrimEnd();

    private static string Describe(Condition condition) =>
        $"{condition.Type}={condition.Status}/{condition.Reason} #{condition.ObservedGeneration} {condition.Message}".TrimEnd();
}
