using System.Globalization;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>What became of one parentRef that leads to a Gateway of ours.</summary>
/// <param name="Reference">The parentRef.</param>
/// <param name="Gateway">The Gateway, or the ListenerSet's.</param>
/// <param name="Listeners">The listeners it is attached to.</param>
/// <param name="Fault">Why there are none.</param>
internal sealed record ParentOutcome(
    ParentReference Reference, ServedGateway Gateway, IReadOnlyList<ServedListener> Listeners, Fault? Fault);

/// <summary>
/// Attaches routes to listeners. Each parentRef is judged by itself, in the three steps of Gateway API: what it names,
/// what the listeners allow, and the hostnames in common. Whether a listener is served does not matter here: "Listener or
/// Route status does not impact successful attachment".
/// </summary>
internal sealed class RouteAttachment(ServedGateways gateways, NamespaceSelection namespaces, DiagnosticBag diagnostics)
{
    /// <summary>What became of the parentRefs that are ours to judge, in their order.</summary>
    public IReadOnlyList<ParentOutcome> Attach(RouteResource route)
    {
        FieldPath list = FieldPath.Of(route.ObjectName).Field("spec").Field("parentRefs");
        HostnamePattern?[] hostnames = route.Hostnames.IsEmpty
            ? [null]
            : [.. route.Hostnames.Select(HostnamePattern.Parse)];
        List<ParentOutcome> outcomes = [];

        if (route.ParentRefs.IsEmpty)
        {
            diagnostics.Report(ManifestDiagnostics.NoMatchingParent, list, null, "it has no parentRefs");
        }

        for (int i = 0; i < route.ParentRefs.Count; i++)
        {
            if (AttachOne(route, route.ParentRefs[i], hostnames, list.Index(i)) is { } outcome)
            {
                outcomes.Add(outcome);
            }
        }

        return outcomes;
    }

    private ParentOutcome? AttachOne(RouteResource route, ParentReference reference, HostnamePattern?[] hostnames, FieldPath at)
    {
        string name = $"{reference.Namespace ?? route.Metadata.Namespace}/{reference.Name}";

        if (reference is { Group: KindNames.GatewayGroup, Kind: KindNames.Gateway })
        {
            WarnOfMissing(gateways.IsDeclared(name), reference, name, at);
            return gateways.Find(name) is { } gateway
                ? Select(route, reference, gateway, gateway.Resource, gateway.Listeners, hostnames, at)
                : null;
        }

        if (reference is { Group: KindNames.GatewayGroup, Kind: KindNames.ListenerSet })
        {
            WarnOfMissing(gateways.IsSetDeclared(name), reference, name, at);
            return gateways.FindSet(name) is { } set
                ? Select(route, reference, set.Gateway, set.Resource, set.Refusal is null ? set.Listeners : [], hostnames, at)
                : null;
        }

        string kind = reference.Group.Length == 0 ? reference.Kind : $"{reference.Group}/{reference.Kind}";
        diagnostics.Report(ManifestDiagnostics.NoMatchingParent, at, null, $"a parent of kind {kind} is not served");
        return null;
    }

    private void WarnOfMissing(bool isDeclared, ParentReference reference, string name, FieldPath at)
    {
        if (!isDeclared)
        {
            diagnostics.Report(ManifestDiagnostics.NoMatchingParent, at.Field("name"), null, $"there is no valid {reference.Kind} {name}");
        }
    }

    private ParentOutcome Select(
        RouteResource route,
        ParentReference reference,
        ServedGateway gateway,
        ListenerOwner parent,
        IReadOnlyList<ServedListener> listeners,
        HostnamePattern?[] hostnames,
        FieldPath at)
    {
        List<ServedListener> named = [.. listeners.Where(listener => IsNamed(listener.Spec, reference))];

        if (named.Count == 0)
        {
            string missing = ReasonOfNone(parent, reference, isRefused: listeners.Count == 0);
            diagnostics.Report(ManifestDiagnostics.NoMatchingParent, at, null, missing);
            return new ParentOutcome(reference, gateway, [], new Fault(Reasons.NoMatchingParent, missing));
        }

        List<ServedListener> allowing = named.FindAll(listener => Allows(listener, route));

        if (allowing.Count == 0)
        {
            string what = $"{(route.Kind == KindNames.HttpRoute ? "an" : "a")} {route.Kind} of namespace {route.Metadata.Namespace}";
            diagnostics.Report(ManifestDiagnostics.NotAllowedByListeners, at, null, parent.ObjectName, what);
            return new ParentOutcome(reference, gateway, [], new Fault(Reasons.NotAllowedByListeners, $"no listener allows {what}"));
        }

        List<ServedListener> meeting = allowing.FindAll(listener => Meets(listener.Hostname, hostnames));

        if (meeting.Count == 0)
        {
            diagnostics.Report(
                ManifestDiagnostics.NoMatchingListenerHostname, at, string.Join(", ", (IEnumerable<string>)route.Hostnames), parent.ObjectName);
            return new ParentOutcome(
                reference, gateway, [], new Fault(Reasons.NoMatchingListenerHostname, "no listener serves one of its hostnames"));
        }

        return new ParentOutcome(reference, gateway, meeting, null);
    }

    private static bool IsNamed(GatewayListener listener, ParentReference reference) =>
        (reference.SectionName is null || listener.Name == reference.SectionName)
        && (reference.Port is null || listener.Port == reference.Port);

    private static string ReasonOfNone(ListenerOwner parent, ParentReference reference, bool isRefused)
    {
        string name = reference.SectionName is null ? "" : $" {reference.SectionName}";
        string port = reference.Port is null ? "" : string.Create(CultureInfo.InvariantCulture, $" on port {reference.Port}");
        return isRefused
            ? $"{parent.ObjectName} is not attached to its Gateway"
            : $"{parent.ObjectName} has no listener{name}{port}";
    }

    private bool Allows(ServedListener listener, RouteResource route) =>
        listener.Kinds.Contains(route.Kind)
        && namespaces.Allow(
            listener.Spec.AllowedRoutes.Namespaces, listener.Owner.Metadata.Namespace, route.Metadata.Namespace);

    private static bool Meets(HostnamePattern? listener, HostnamePattern?[] hostnames)
    {
        foreach (HostnamePattern? hostname in hostnames)
        {
            if (HostnamePattern.TryIntersect(listener, hostname, out _))
            {
                return true;
            }
        }

        return false;
    }
}
