using System.Text;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests.Tests;

/// <summary>Manifests that several tests share, and short ways to read some.</summary>
internal static class Shop
{
    public const string GatewayClass = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: {name: gatehouse}
        spec: {controllerName: gatehouse.dev/gateway}
        """;

    public const string Gateway = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec:
          gatewayClassName: gatehouse
          listeners: [{name: http, port: 80, protocol: HTTP}]
        """;

    public const string Base = GatewayClass + "\n---\n" + Gateway + "\n---\n" + """
        apiVersion: v1
        kind: Service
        metadata: {name: products, namespace: shop}
        spec: {ports: [{port: 80}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: products-1, namespace: shop, labels: {kubernetes.io/service-name: products}}
        addressType: IPv4
        ports: [{port: 8080}]
        endpoints: [{addresses: [127.0.0.1]}]
        """;

    /// <summary>An HTTPRoute of one prefix.</summary>
    public static string Route(string name, string path) => $$$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: {{{name}}}, namespace: shop}
        spec:
          parentRefs: [{name: edge}]
          rules:
          - matches: [{path: {value: {{{path}}}}}]
            backendRefs: [{name: products, port: 80}]

        """;

    public static ManifestText Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    public static ManifestSet Read(string yaml) => ManifestSet.Read([Text("shop.yaml", yaml)]);

    public static Translation Translate(params ReadOnlySpan<ManifestText> texts) =>
        ManifestTranslator.Translate(ManifestSet.Read(texts.ToArray()));

    /// <summary>The codes and places of findings: <c>KB7022 (9,20)</c>.</summary>
    public static IEnumerable<string> Places(IEnumerable<Diagnostic> findings) =>
        findings.Select(found => $"{found.Id} ({found.Location?.Line},{found.Location?.Column})");
}
