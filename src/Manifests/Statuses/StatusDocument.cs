using System.Text.Json.Nodes;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>A status with the field names of Gateway API, so that it reads as what <c>kubectl get -o yaml</c> shows.</summary>
public static class StatusDocument
{
    /// <summary>The statuses, in their order.</summary>
    public static JsonArray Of(ValueList<ObjectStatus> statuses) => List(statuses, Of);

    /// <summary>The object's kind, namespace (null for kinds without) and name, and its <c>status</c>.</summary>
    public static JsonObject Of(ObjectStatus status) => new()
    {
        ["kind"] = status.Key.Kind,
        ["namespace"] = status.Key.Namespace.Length == 0 ? null : status.Key.Namespace,
        ["name"] = status.Key.Name,
        ["status"] = status switch
        {
            GatewayClassStatus gatewayClass => Of(gatewayClass),
            GatewayStatus gateway => Of(gateway),
            ListenerSetStatus set => Of(set),
            RouteStatus route => new JsonObject { ["parents"] = List(route.Parents, Of) },
            PolicyStatus policy => new JsonObject { ["ancestors"] = List(policy.Ancestors, Of) },
            CustomerStatus customer => new JsonObject { ["conditions"] = List(customer.Conditions, Of) },
            _ => throw new NotSupportedException($"{status.GetType().Name} has no document."),
        },
    };

    private static JsonObject Of(GatewayClassStatus status) => new()
    {
        ["conditions"] = List(status.Conditions, Of),
        ["supportedFeatures"] = List(status.SupportedFeatures, static name => new JsonObject { ["name"] = name }),
    };

    private static JsonObject Of(GatewayStatus status) => new()
    {
        ["addresses"] = List(status.Addresses, static address => new JsonObject { ["type"] = address.Type, ["value"] = address.Value }),
        ["attachedListenerSets"] = status.AttachedListenerSets,
        ["conditions"] = List(status.Conditions, Of),
        ["listeners"] = List(status.Listeners, Of),
    };

    private static JsonObject Of(ListenerSetStatus status) => new()
    {
        ["conditions"] = List(status.Conditions, Of),
        ["listeners"] = List(status.Listeners, Of),
    };

    private static JsonObject Of(ListenerStatus status) => new()
    {
        ["name"] = status.Name,
        ["supportedKinds"] = List(status.SupportedKinds, static kind => new JsonObject { ["group"] = kind.Group, ["kind"] = kind.Kind }),
        ["attachedRoutes"] = status.AttachedRoutes,
        ["conditions"] = List(status.Conditions, Of),
    };

    private static JsonObject Of(RouteParentStatus status) => new()
    {
        ["parentRef"] = Of(status.ParentRef),
        ["controllerName"] = status.ControllerName,
        ["conditions"] = List(status.Conditions, Of),
    };

    private static JsonObject Of(PolicyAncestorStatus status) => new()
    {
        ["ancestorRef"] = Of(status.AncestorRef),
        ["controllerName"] = status.ControllerName,
        ["conditions"] = List(status.Conditions, Of),
    };

    // What a reference does not say is not in its copy either (Gateway API, RouteParentStatus.parentRef).
    private static JsonObject Of(StatusReference reference)
    {
        JsonObject document = new() { ["group"] = reference.Group, ["kind"] = reference.Kind };

        if (reference.Namespace is not null)
        {
            document["namespace"] = reference.Namespace;
        }

        document["name"] = reference.Name;

        if (reference.SectionName is not null)
        {
            document["sectionName"] = reference.SectionName;
        }

        if (reference.Port is not null)
        {
            document["port"] = reference.Port;
        }

        return document;
    }

    private static JsonObject Of(Condition condition) => new()
    {
        ["type"] = condition.Type,
        ["status"] = condition.Status.ToString(),
        ["reason"] = condition.Reason,
        ["message"] = condition.Message,
        ["observedGeneration"] = condition.ObservedGeneration,
    };

    private static JsonArray List<T>(ValueList<T> items, Func<T, JsonNode> document) => new([.. items.Select(document)]);
}
