using System.Globalization;

namespace Gatehouse.Soak;

/// <summary>The manifests the gateway serves; writing them again with another generation is the reload.</summary>
internal sealed class SoakManifests(string folder, int port, int http1Port, int http2Port, int deadPort)
{
    /// <summary>The header of each answer that names the generation it was served by.</summary>
    internal const string GenerationHeader = "x-generation";

    /// <summary>What stays as it is.</summary>
    internal void WriteGateway() => Replace("gateway.yaml", $$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: {name: soak}
        spec: {controllerName: gatehouse.dev/gateway}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: soak}
        spec:
          gatewayClassName: soak
          listeners: [{name: http, port: {{port}}, protocol: HTTP}]
        {{Service("http1", http1Port, "http")}}
        {{Service("http2", http2Port, "kubernetes.io/h2c")}}
        {{Service("dead", deadPort, "http")}}

        """);

    /// <summary>What every reload changes.</summary>
    internal void WriteRoutes(int generation) => Replace("routes.yaml", $$"""
        {{Route("http1", "/", generation)}}
        {{Route("http2", "/h2", generation)}}
        {{Route("grpc", "/soak.Echo", generation, "http2")}}
        {{Route("dead", "/dead", generation)}}

        """);

    // By a rename, so that a reader sees the old file or the new one.
    private void Replace(string name, string text)
    {
        string temporary = Path.Combine(folder, $".{name}");
        File.WriteAllText(temporary, text);
        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }

    private static string Service(string name, int port, string protocol) => string.Create(CultureInfo.InvariantCulture, $$"""
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: soak}
        spec: {ports: [{name: http, port: 80, appProtocol: {{protocol}}}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{name}}-1, namespace: soak, labels: {kubernetes.io/service-name: {{name}} } }
        addressType: IPv4
        ports: [{name: http, port: {{port}} }]
        endpoints: [{addresses: [127.0.0.1]}]
        """);

    private static string Route(string name, string prefix, int generation, string? backend = null) => string.Create(CultureInfo.InvariantCulture, $$"""
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: {{name}}, namespace: soak}
        spec:
          parentRefs: [{name: edge}]
          rules:
          - matches: [{path: {type: PathPrefix, value: {{prefix}} } }]
            filters:
            - type: ResponseHeaderModifier
              responseHeaderModifier: {set: [{name: {{GenerationHeader}}, value: "{{generation}}"}]}
            backendRefs: [{name: {{backend ?? name}}, port: 80}]
        """);
}
