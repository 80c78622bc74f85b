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
        "the listener is left out: protocol {0} is not known",
        "use HTTP, HTTPS, TLS, TCP or UDP");

    public static readonly DiagnosticDescriptor ListenerConflict = new(
        "KB7053",
        DiagnosticSeverity.Warning,
        "the listener is left out: {0}",
        "change the port, the protocol or the hostname of one");

    public static readonly DiagnosticDescriptor AddressNotServed = new(
        "KB7055",
        DiagnosticSeverity.Warning,
        "the Gateway is not served: an address of type {0} is not supported",
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
        "Service {0} has no {2} port {1}; its share of the requests is answered 500",
        "add the port to the Service, or correct the reference");

    public static readonly DiagnosticDescriptor RefNotPermitted = new(
        "KB7062",
        DiagnosticSeverity.Warning,
        "a reference to {0} in another namespace needs a ReferenceGrant there; what needs it is not served",
        "add a ReferenceGrant for this {1}, or move one of the two");

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

    public static readonly DiagnosticDescriptor CertificateRefInvalid = new(
        "KB7069",
        DiagnosticSeverity.Warning,
        "what needs the certificate is not served: {0}",
        "refer to a Secret of type kubernetes.io/tls with tls.crt and tls.key");

    public static readonly DiagnosticDescriptor CaCertificateRefInvalid = new(
        "KB7070",
        DiagnosticSeverity.Warning,
        "the certificate authority is not trusted: {0}",
        "refer to a ConfigMap with PEM certificates under ca.crt");

    public static readonly DiagnosticDescriptor InvalidRouteKinds = new(
        "KB7071",
        DiagnosticSeverity.Warning,
        "a listener of protocol {0} takes no {1}",
        "remove the kind, or change the protocol");

    public static readonly DiagnosticDescriptor PortTaken = new(
        "KB7072",
        DiagnosticSeverity.Warning,
        "port {0} is left to Gateway {1}, which is older and has it on the same address",
        "give one of the Gateways an address of its own, or another port");

    public static readonly DiagnosticDescriptor ListenerSetNotAttached = new(
        "KB7073",
        DiagnosticSeverity.Warning,
        "the ListenerSet is not attached: {0}",
        "correct the parentRef, or allow it in the Gateway's allowedListeners");

    public static readonly DiagnosticDescriptor PolicyNotAttached = new(
        "KB7074",
        DiagnosticSeverity.Warning,
        "the policy has no effect here: {0}",
        "correct the targetRef, or remove one of the policies");

    public static readonly DiagnosticDescriptor BackendTlsNotServed = new(
        "KB7075",
        DiagnosticSeverity.Warning,
        "TLS to backends is not served yet; the share of {0} is answered 500",
        "remove the policy only if cleartext will do");

    public static readonly DiagnosticDescriptor ParametersUnknown = new(
        "KB7076",
        DiagnosticSeverity.Warning,
        "{0} is not accepted: there is nothing that parametersRef can refer to",
        "remove parametersRef");

    public static readonly DiagnosticDescriptor OverlappingTls = new(
        "KB7077",
        DiagnosticSeverity.Warning,
        "clients may use one connection for this listener and another: {0}",
        "use hostnames and certificates that do not overlap, or the same TLS settings for both");

    public static readonly DiagnosticDescriptor InsecureFallback = new(
        "KB7078",
        DiagnosticSeverity.Warning,
        "mode AllowInsecureFallback serves clients without a valid certificate",
        "use AllowValidOnly, unless backends verify the certificate");

    public static readonly DiagnosticDescriptor TooManyAncestors = new(
        "KB7079",
        DiagnosticSeverity.Note,
        "the policy has an effect under {0} Gateways; its status names the first {1}",
        "nothing; the policy has its effect under all of them");

    public static readonly DiagnosticDescriptor ProtocolNotBound = new(
        "KB7080",
        DiagnosticSeverity.Note,
        "protocol {0} has its status, but its port is not bound yet",
        "use protocol HTTP or HTTPS for what must be served now");

    public static readonly DiagnosticDescriptor AppProtocolUnusable = new(
        "KB7081",
        DiagnosticSeverity.Warning,
        "the appProtocol of Service {0} can not be used by {1} so; its share of the requests is answered 500",
        "correct appProtocol, or attach a BackendTLSPolicy for TLS");

    public static readonly DiagnosticDescriptor WellKnownUnknown = new(
        "KB7082",
        DiagnosticSeverity.Warning,
        "no such set of authorities is known; the backend is not trusted",
        "use System, or caCertificateRefs");

    public static readonly DiagnosticDescriptor ExternalNameRefused = new(
        "KB7083",
        DiagnosticSeverity.Warning,
        "Service {0} is of type ExternalName, which is not asked unless that is allowed; its share of the requests is answered 500",
        "write the addresses in an EndpointSlice, or allow ExternalName Services where the gateway is started");

    public static readonly DiagnosticDescriptor ExternalNameUnusable = new(
        "KB7084",
        DiagnosticSeverity.Warning,
        "the externalName of Service {0} is an address and no name; its share of the requests is answered 500",
        "write a DNS name, or the address in an EndpointSlice of a Service without type ExternalName");

    public static readonly DiagnosticDescriptor PlanMissing = new(
        "KB7085",
        DiagnosticSeverity.Warning,
        "there is no Plan {0}; {1}",
        "add the Plan, or correct the name");

    public static readonly DiagnosticDescriptor IdentityNotServed = new(
        "KB7086",
        DiagnosticSeverity.Warning,
        "no request has a {0} before authentication is served: {1}",
        "use a header or the client's address for now");

    public static readonly DiagnosticDescriptor PlanCostTooHigh = new(
        "KB7087",
        DiagnosticSeverity.Warning,
        "a request costs more than limit {0} of Plan {1} ever has, {2}: every request under that plan is refused",
        "lower the cost, or raise the limit");
}
