using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>
/// Kubernetes objects to a <see cref="TrafficConfig"/>: chooses the Gateways, attaches routes to listeners and resolves
/// references. A pure function; what is missing or not allowed is a warning, and the requests it would have served are
/// answered 500 or 503.
/// </summary>
public static class ManifestTranslator
{
    /// <summary>The <c>controllerName</c> of the GatewayClasses that are served here.</summary>
    public const string ControllerName = "gatehouse.dev/gateway";

    /// <summary>Translates all objects of a set. It is not changed.</summary>
    public static Translation Translate(ManifestSet manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        DiagnosticBag diagnostics = new(manifests.CreateSourceMap());

        foreach (Diagnostic finding in manifests.Diagnostics)
        {
            diagnostics.Add(finding);
        }

        ServedGateways gateways = ServedGateways.Choose(manifests, diagnostics);
        BackendCatalog backends = new(manifests, diagnostics);
        RouteAttachment attachment = new(gateways, diagnostics);
        HttpRouteTranslator routes = new(backends, diagnostics);

        foreach (HttpRouteResource resource in manifests.All<HttpRouteResource>())
        {
            IReadOnlyList<ServedListener> listeners = attachment.Attach(resource, out bool isOurs);

            // A route of foreign Gateways only is somebody else's business, down to its references.
            HttpRoute? route = isOurs ? routes.Translate(resource) : null;

            foreach (ServedListener listener in listeners)
            {
                listener.HttpRoutes.Add(route!);
            }
        }

        ValueList<GatewayPort> ports = gateways.ToPorts();
        return new Translation(new TrafficConfig { Ports = ports, Backends = backends.Collect(ports) }, diagnostics);
    }
}
