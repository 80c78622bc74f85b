using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Writes the statuses of routes: an entry for each parentRef that leads to a Gateway of ours.</summary>
internal static class RouteStatuses
{
    public static RouteStatus Write(RouteResource route, IReadOnlyList<ParentOutcome> outcomes, RouteFindings findings) => new()
    {
        Key = route.Key,
        Parents = outcomes.Select(outcome => WriteParent(route, outcome, findings)).ToValueList(),
    };

    private static RouteParentStatus WriteParent(RouteResource route, ParentOutcome outcome, RouteFindings findings)
    {
        ParentReference parent = outcome.Reference;
        return new RouteParentStatus
        {
            ParentRef = new StatusReference(
                parent.Group, parent.Kind, parent.Namespace, parent.Name, parent.SectionName, parent.Port),
            Conditions = new ConditionList(route)
                .Add(ConditionTypes.Accepted, outcome.Fault)
                .Add(ConditionTypes.ResolvedRefs, findings.Resolution)
                .AddIf(ConditionTypes.PartiallyInvalid, findings.Unsupported)
                .ToValueList(),
        };
    }
}
