using System.Text;
using Gatehouse.Manifests;

namespace Gatehouse.Cli.Tests;

/// <summary>A shop whose manifests have something of everything that is explained.</summary>
internal static class Shop
{
    public const string Gateway = """
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
          listeners:
          - {name: http, port: 80, protocol: HTTP, hostname: "*.example"}
          - {name: admin, port: 80, protocol: HTTP, hostname: admin.example}

        """;

    public const string Service = """
        ---
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
        endpoints: [{addresses: [10.0.0.7]}, {addresses: [10.0.0.8]}]

        """;

    public const string Route = """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: products, namespace: shop}
        spec:
          parentRefs: [{name: edge, sectionName: http}]
          hostnames: [shop.example, "*.example"]
          rules:
          - name: place
            matches: [{path: {value: /v2/items}, method: POST}]
            backendRefs: [{name: products, port: 80}]
          - matches: [{path: {value: /v2/items}, headers: [{name: X-Version, value: "2"}]}]
            filters:
            - type: RequestHeaderModifier
              requestHeaderModifier: {set: [{name: x-a, value: b}], add: [{name: x-b, value: c}], remove: [x-c]}
            - type: URLRewrite
              urlRewrite: {hostname: internal.example, path: {type: ReplacePrefixMatch, replacePrefixMatch: /items}}
            backendRefs:
            - {name: products, port: 80, weight: 9}
            - {name: nowhere, port: 80, weight: 1}
          - matches: [{path: {value: /v2}}]
            backendRefs: [{name: products, port: 80}]
          - matches: [{path: {type: Exact, value: /old}}]
            filters:
            - type: RequestRedirect
              requestRedirect: {scheme: https, statusCode: 301, path: {type: ReplaceFullPath, replaceFullPath: /new}}
          - matches: [{path: {type: Exact, value: /nobody}}]
            backendRefs: [{name: products, port: 80, weight: 0}]

        """;

    public const string All = Gateway + Service + Route;

    public static LoadedConfig Load(string yaml = All, string name = "shop.yaml")
    {
        Translation translation = ManifestTranslator.Translate(ManifestSet.Read([new ManifestText(name, Encoding.UTF8.GetBytes(yaml))]));
        return LoadedConfig.Compile(translation.Config, translation.Diagnostics);
    }
}
