namespace Gatehouse.EndToEnd;

/// <summary>A folder with the manifests of one Gateway, shop/edge on port 8080, and a route to one Service.</summary>
internal sealed class EdgeManifest : IDisposable
{
    internal EdgeManifest(string service, string addresses = "[]")
    {
        File.WriteAllText(Path.Combine(Folder, "edge.yaml"), $$"""
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: gatehouse}
            spec: {controllerName: gatehouse.dev/gateway}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec:
              gatewayClassName: gatehouse
              addresses: {{addresses}}
              listeners: [{name: http, protocol: HTTP, port: 8080}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: all, namespace: shop}
            spec:
              parentRefs: [{name: edge}]
              rules: [{backendRefs: [{name: backend, port: 80}]}]
            ---
            {{service}}
            """);
    }

    internal string Folder { get; } = Directory.CreateTempSubdirectory("gatehouse-").FullName;

    /// <summary>A Service with one endpoint on the loopback address.</summary>
    internal static string At(int port) => $$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: backend, namespace: shop}
        spec: {ports: [{port: 80}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: backend-1, namespace: shop, labels: {kubernetes.io/service-name: backend}}
        addressType: IPv4
        endpoints: [{addresses: [127.0.0.1]}]
        ports: [{port: {{{port}}} }]
        """;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
