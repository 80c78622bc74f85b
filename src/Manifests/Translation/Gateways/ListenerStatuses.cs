using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Writes the statuses of listeners, of Gateways and of ListenerSets alike.</summary>
internal static class ListenerStatuses
{
    public static ListenerStatus Write(ServedListener listener) => new()
    {
        Name = listener.Spec.Name,
        SupportedKinds = listener.Kinds.Select(kind => new SupportedKind(KindNames.GatewayGroup, kind)).ToValueList(),
        AttachedRoutes = listener.AttachedRoutes,
        Conditions = WriteConditions(listener),
    };

    private static ValueList<Condition> WriteConditions(ServedListener listener)
    {
        ConditionList conditions = new ConditionList(listener.Owner)
            .Add(ConditionTypes.Accepted, listener.Acceptance)
            .Add(ConditionTypes.Programmed, ProgrammedFault(listener))
            .Add(ConditionTypes.ResolvedRefs, listener.Resolution);

        if (listener.Conflict is null)
        {
            conditions.Add(ConditionTypes.Conflicted, ConditionStatus.False, new Fault(Reasons.NoConflicts, ""));
        }

        // OverlappingTLSConfig must be absent while it is not true.
        return conditions
            .AddIf(ConditionTypes.Conflicted, listener.Conflict)
            .AddIf(ConditionTypes.OverlappingTlsConfig, listener.Overlap)
            .ToValueList();
    }

    private static Fault? ProgrammedFault(ServedListener listener)
    {
        if (listener.IsProgrammed)
        {
            return null;
        }

        // A ListenerSet's entry says what it is in conflict with; a Gateway's listener knows no such reason here.
        return listener.IsOfSet && listener.Conflict is not null ? listener.Conflict
            : listener.Gateway.IsAccepted ? new Fault(Reasons.Invalid, (listener.Acceptance ?? listener.Resolution)?.Message ?? "")
            : new Fault(Reasons.Pending, "the Gateway is not accepted");
    }
}
