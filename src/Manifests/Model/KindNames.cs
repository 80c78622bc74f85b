namespace Gatehouse.Manifests;

/// <summary>The groups and kinds that are read, as manifests write them.</summary>
internal static class KindNames
{
    public const string GatewayGroup = "gateway.networking.k8s.io";
    public const string DiscoveryGroup = "discovery.k8s.io";
    public const string CoreGroup = "";
    public const string PolicyGroup = "gatehouse.dev";

    public const string GatewayClass = "GatewayClass";
    public const string Gateway = "Gateway";
    public const string ListenerSet = "ListenerSet";
    public const string HttpRoute = "HTTPRoute";
    public const string GrpcRoute = "GRPCRoute";
    public const string TlsRoute = "TLSRoute";
    public const string TcpRoute = "TCPRoute";
    public const string UdpRoute = "UDPRoute";
    public const string ReferenceGrant = "ReferenceGrant";
    public const string BackendTlsPolicy = "BackendTLSPolicy";
    public const string Service = "Service";
    public const string EndpointSlice = "EndpointSlice";
    public const string Secret = "Secret";
    public const string ConfigMap = "ConfigMap";
    public const string Namespace = "Namespace";
    public const string RateLimitPolicy = "RateLimitPolicy";
    public const string Plan = "Plan";
    public const string Customer = "Customer";
}
