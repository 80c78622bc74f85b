using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Writes the statuses of GatewayClasses, Gateways and ListenerSets.</summary>
internal static class GatewayStatuses
{
    public static GatewayClassStatus WriteClass(GatewayClassResource own) => new()
    {
        Key = own.Key,
        Conditions = new ConditionList(own)
            .Add(ConditionTypes.Accepted, own.HasParameters
                ? new Fault(Reasons.InvalidParameters, "parametersRef refers to nothing that is known")
                : null)
            .ToValueList(),
    };

    public static GatewayStatus WriteGateway(ServedGateway gateway)
    {
        ConditionList conditions = new(gateway.Resource);
        AddAccepted(conditions, gateway.Refusal, gateway.Listeners, gateway.IsAccepted);
        conditions.Add(ConditionTypes.Programmed, ProgrammedFault(gateway));
        conditions.Add(ConditionTypes.ResolvedRefs, gateway.Resolution ?? UnresolvedListeners(gateway));

        if (GatewayInspection.IsInsecure(gateway.Resource.Tls))
        {
            conditions.Add(
                ConditionTypes.InsecureFrontendValidationMode,
                ConditionStatus.True,
                new Fault(Reasons.ConfigurationChanged, "clients without a valid certificate are served"));
        }

        return new GatewayStatus
        {
            Key = gateway.Resource.Key,
            Addresses = gateway.AddressesHeld.Select(value => new GatewayStatusAddress(GatewayAddress.IpAddressType, value)).ToValueList(),
            Conditions = conditions.ToValueList(),
            Listeners = gateway.Listeners.Select(ListenerStatuses.Write).ToValueList(),
            AttachedListenerSets = gateway.Sets.Count(IsAccepted),
        };
    }

    public static ListenerSetStatus WriteSet(ServedListenerSet set)
    {
        ConditionList conditions = new(set.Resource);
        AddAccepted(conditions, set.Refusal, set.Listeners, IsAccepted(set));
        conditions.Add(ConditionTypes.Programmed, ProgrammedFault(set));
        return new ListenerSetStatus
        {
            Key = set.Resource.Key,
            Conditions = conditions.ToValueList(),
            Listeners = set.Refusal is null ? set.Listeners.Select(ListenerStatuses.Write).ToValueList() : [],
        };
    }

    // With some good listeners it is accepted all the same, for the reason that others are not.
    private static void AddAccepted(
        ConditionList conditions, Fault? refusal, IReadOnlyList<ServedListener> listeners, bool isAccepted)
    {
        string wrong = string.Join(", ", listeners.Where(listener => listener.Acceptance is not null).Select(listener => listener.Spec.Name));
        Fault invalid = new(Reasons.ListenersNotValid, $"not accepted: {wrong}");

        if (refusal is null && isAccepted && wrong.Length > 0)
        {
            conditions.Add(ConditionTypes.Accepted, ConditionStatus.True, invalid);
        }
        else
        {
            conditions.Add(ConditionTypes.Accepted, refusal ?? (isAccepted ? null : invalid));
        }
    }

    private static Fault? ProgrammedFault(ServedGateway gateway)
    {
        if (gateway.Refusal is { Reason: Reasons.Pending })
        {
            return gateway.Refusal;
        }

        if (!gateway.IsAccepted)
        {
            return new Fault(Reasons.Invalid, "the Gateway is not accepted");
        }

        return gateway.Addressing
            ?? (gateway.AllListeners.Any(listener => listener.IsProgrammed)
                ? null
                : new Fault(Reasons.Invalid, "no listener can be served"));
    }

    private static Fault? UnresolvedListeners(ServedGateway gateway)
    {
        string names = string.Join(
            ", ", gateway.Listeners.Where(listener => listener.Resolution is not null).Select(listener => listener.Spec.Name));
        return names.Length == 0 ? null : new Fault(Reasons.ListenersNotResolved, $"references do not resolve in: {names}");
    }

    private static bool IsAccepted(ServedListenerSet set) =>
        set.Refusal is null && set.Listeners.Any(listener => listener.Acceptance is null || listener.IsPortLost);

    private static Fault? ProgrammedFault(ServedListenerSet set)
    {
        if (set.Refusal is { Reason: Reasons.NotAllowed })
        {
            return set.Refusal;
        }

        if (set.Refusal is not null || ProgrammedFault(set.Gateway) is { Reason: Reasons.Pending })
        {
            return new Fault(Reasons.ParentNotProgrammed, $"Gateway {set.Gateway.Resource.Name} is not programmed");
        }

        if (!IsAccepted(set))
        {
            return new Fault(Reasons.ListenersNotValid, "no listener is valid");
        }

        return set.Listeners.Any(listener => listener.IsProgrammed) ? null
            : set.Listeners.Any(listener => listener.IsPortLost) ? new Fault(Reasons.PortUnavailable, "its ports are another Gateway's")
            : new Fault(Reasons.Invalid, "no listener can be served");
    }
}
