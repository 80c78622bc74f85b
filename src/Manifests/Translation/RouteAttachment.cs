using System.Globalization;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Attaches routes to listeners. Each parentRef is judged by itself, in the three steps of Gateway API: what it names,
/// what the listeners allow, and the hostnames in common.
/// </summary>
internal sealed class RouteAttachment(ServedGateways gateways, DiagnosticBag diagnostics)
{
    /// <summary>The listeners that accept a route, each once.</summary>
    /// <param name="route">The route.</param>
    /// <param name="isOurs">Whether any of its parents is a Gateway of ours, or a mistake that we have to report.</param>
    public IReadOnlyList<ServedListener> Attach(HttpRouteResource route, out bool isOurs)
    {
        List<ServedListener> attached = [];
        FieldPath list = FieldPath.Of(route.ObjectName).Field("spec").Field("parentRefs");
        isOurs = false;

        if (route.ParentRefs.IsEmpty)
        {
            diagnostics.Report(ManifestDiagnostics.NoMatchingParent, list, null, "it has no parentRefs");
        }

        for (int i = 0; i < route.ParentRefs.Count; i++)
        {
            if (FindParent(route, route.ParentRefs[i], list.Index(i)) is { } parent)
            {
                isOurs = true;
                attached.AddRange(Select(route, route.ParentRefs[i], parent, list.Index(i)).Except(attached).ToList());
            }
        }

        return attached;
    }

    private ServedGateway? FindParent(HttpRouteResource route, ParentReference reference, FieldPath at)
    {
        if (reference.Group != KindNames.GatewayGroup || reference.Kind != KindNames.Gateway)
        {
            string kind = reference.Group.Length == 0 ? reference.Kind : $"{reference.Group}/{reference.Kind}";
            diagnostics.Report(ManifestDiagnostics.NoMatchingParent, at, null, $"a parent of kind {kind} is not served yet");
            return null;
        }

        string name = $"{reference.Namespace ?? route.Metadata.Namespace}/{reference.Name}";

        if (!gateways.IsDeclared(name))
        {
            diagnostics.Report(ManifestDiagnostics.NoMatchingParent, at.Field("name"), null, $"there is no Gateway {name}");
        }

        return gateways.Find(name);
    }

    private List<ServedListener> Select(
        HttpRouteResource route, ParentReference reference, ServedGateway parent, FieldPath at)
    {
        string gateway = $"Gateway {parent.Resource.Name}";
        List<ServedListener> named = [.. parent.Listeners.Where(listener => IsNamed(listener.Spec, reference))];

        if (named.Count == 0)
        {
            diagnostics.Report(ManifestDiagnostics.NoMatchingParent, at, null, ReasonOfNone(parent.Resource, reference));
            return [];
        }

        List<ServedListener> allowing = [.. named.Where(listener => Allows(listener, route))];

        if (allowing.Count == 0)
        {
            string routes = $"an HTTPRoute of namespace {route.Metadata.Namespace}";
            diagnostics.Report(ManifestDiagnostics.NotAllowedByListeners, at, null, gateway, routes);
            return [];
        }

        List<ServedListener> meeting =
            [.. allowing.Where(listener => Meets(listener.Spec.Hostname, route.Hostnames))];

        if (meeting.Count == 0)
        {
            diagnostics.Report(
                ManifestDiagnostics.NoMatchingListenerHostname, at, string.Join(", ", (IEnumerable<string>)route.Hostnames), gateway);
        }

        return meeting;
    }

    private static bool IsNamed(GatewayListener listener, ParentReference reference) =>
        (reference.SectionName is null || listener.Name == reference.SectionName)
        && (reference.Port is null || listener.Port == reference.Port);

    private static string ReasonOfNone(GatewayResource gateway, ParentReference reference)
    {
        string name = reference.SectionName is null ? "" : $" {reference.SectionName}";
        string port = reference.Port is null ? "" : string.Create(CultureInfo.InvariantCulture, $" on port {reference.Port}");
        bool isLeftOut = gateway.Listeners.Any(listener => IsNamed(listener, reference));

        return isLeftOut
            ? $"what it names of Gateway {gateway.Name} is left out"
            : $"Gateway {gateway.Name} has no listener{name}{port}";
    }

    private static bool Allows(ServedListener listener, HttpRouteResource route) =>
        AllowsKind(listener.Spec.AllowedRoutes.Kinds, new RouteKind(KindNames.GatewayGroup, route.Kind))
        && listener.Spec.AllowedRoutes.Namespaces.From switch
        {
            NamespacesFrom.All => true,
            NamespacesFrom.Same => listener.Gateway.Metadata.Namespace == route.Metadata.Namespace,
            _ => false,
        };

    private static bool AllowsKind(ValueList<RouteKind> kinds, RouteKind kind) => kinds.IsEmpty || kinds.Contains(kind);

    private static bool Meets(string? listener, ValueList<string> route)
    {
        if (listener is null || route.IsEmpty)
        {
            return true;
        }

        HostnamePattern own = HostnamePattern.Parse(listener);
        return route.Any(hostname => HostnamePattern.TryIntersect(own, HostnamePattern.Parse(hostname), out _));
    }
}
