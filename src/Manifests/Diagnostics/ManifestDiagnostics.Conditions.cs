using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

// Conditions: what objects say about each other: such a finding keeps nothing else from going live.
internal static partial class ManifestDiagnostics
{
    public static readonly DiagnosticDescriptor ForeignClass = new(
        "KB7050",
        DiagnosticSeverity.Note,
        "the Gateway is ignored: its class belongs to {0}",
        "nothing, if another program serves it; else use a class with controllerName gatehouse.dev/gateway");

    public static readonly DiagnosticDescriptor ClassMissing = new(
        "KB7051",
        DiagnosticSeverity.Warning,
        "the Gateway is ignored: there is no GatewayClass {0}",
        "add the GatewayClass with controllerName gatehouse.dev/gateway");

    public static readonly DiagnosticDescriptor ProtocolNotServed = new(
        "KB7052",
        DiagnosticSeverity.Warning,
        "the listener is left out: protocol {0} is not served yet",
        "use protocol HTTP for now");

    public static readonly DiagnosticDescriptor ListenerConflict = new(
        "KB7053",
        DiagnosticSeverity.Error,
        "no listener of a Gateway may share {0} with another; all of these are left out",
        "change the port or the hostname of one");

    public static readonly DiagnosticDescriptor SelectorNotServed = new(
        "KB7054",
        DiagnosticSeverity.Warning,
        "from: Selector is not served yet: no route attaches by it",
        "use Same or All");

    public static readonly DiagnosticDescriptor AddressNotServed = new(
        "KB7055",
        DiagnosticSeverity.Warning,
        "an address of type {0} is not served and is ignored",
        "use type IPAddress");

    public static readonly DiagnosticDescriptor NoMatchingParent = new(
        "KB7056",
        DiagnosticSeverity.Warning,
        "the route is not attached: {0}",
        "correct the reference, or add what it names");

    public static readonly DiagnosticDescriptor NotAllowedByListeners = new(
        "KB7057",
        DiagnosticSeverity.Warning,
        "the route is not attached: no listener of {0} allows {1}",
        "allow it in the listener's allowedRoutes");

    public static readonly DiagnosticDescriptor NoMatchingListenerHostname = new(
        "KB7058",
        DiagnosticSeverity.Warning,
        "the route is not attached: none of its hostnames is served by a listener of {0}",
        "change the hostnames of the route or of the listener");

    public static readonly DiagnosticDescriptor BackendKindUnknown = new(
        "KB7059",
        DiagnosticSeverity.Warning,
        "{0} can not be a backend; its share of the requests is answered 500",
        "refer to a Service");

    public static readonly DiagnosticDescriptor ServiceMissing = new(
        "KB7060",
        DiagnosticSeverity.Warning,
        "there is no Service {0}; its share of the requests is answered 500",
        "add the Service, or correct the reference");

    public static readonly DiagnosticDescriptor ServicePortMissing = new(
        "KB7061",
        DiagnosticSeverity.Warning,
        "Service {0} has no TCP port {1}; its share of the requests is answered 500",
        "add the port to the Service, or correct the reference");

    public static readonly DiagnosticDescriptor RefNotPermitted = new(
        "KB7062",
        DiagnosticSeverity.Warning,
        "a reference to Service {0} in another namespace needs a ReferenceGrant; its share of the requests is answered 500",
        "move the route or the Service into one namespace");

    public static readonly DiagnosticDescriptor NoEndpoints = new(
        "KB7063",
        DiagnosticSeverity.Warning,
        "Service {0} has no ready endpoint at port {1}; it answers 503",
        "add an EndpointSlice with the label kubernetes.io/service-name");

    public static readonly DiagnosticDescriptor FilterNotServed = new(
        "KB7064",
        DiagnosticSeverity.Warning,
        "filter {0} is not served yet; the requests it is for are answered 500",
        "remove the filter");

    public static readonly DiagnosticDescriptor FieldNotServed = new(
        "KB7065",
        DiagnosticSeverity.Warning,
        "{0} is not served yet and has no effect",
        "remove it, or do not rely on it");

    public static readonly DiagnosticDescriptor AppProtocolNotServed = new(
        "KB7066",
        DiagnosticSeverity.Warning,
        "appProtocol {0} is not served; HTTP/1.1 in cleartext is spoken",
        "use kubernetes.io/h2c, kubernetes.io/ws or none");

    public static readonly DiagnosticDescriptor FqdnNotServed = new(
        "KB7067",
        DiagnosticSeverity.Warning,
        "addressType FQDN is not served; the slice's endpoints are ignored",
        "use addressType IPv4 or IPv6");

    public static readonly DiagnosticDescriptor LastGoodServes = new(
        "KB7068",
        DiagnosticSeverity.Warning,
        "its last good version serves on",
        "correct the errors reported for it");
}
