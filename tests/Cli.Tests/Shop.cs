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

    /// <summary>Limits at every place: a rule, its route, a listener and the Gateway.</summary>
    public const string Limits = """
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: Plan
        metadata: {name: gold}
        spec:
          limits:
          - {name: second, rate: {requests: 1000, per: Second, burst: 2000}}
          - {name: minute, window: {requests: 30000, length: 1m}}
          - {name: month, quota: {requests: 1000000, per: Month}}
          - {name: at-once, concurrency: {requests: 50}, dryRun: true}
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: Plan
        metadata: {name: free}
        spec: {limits: [{name: second, rate: {requests: 10, per: Second}}]}
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: Customer
        metadata: {name: acme}
        spec: {plan: gold}
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: place, namespace: shop}
        spec:
          targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: products, sectionName: place}]
          limits:
          - {name: address, key: {type: ClientAddress, ipv4PrefixLength: 24}, rate: {requests: 5, per: Minute}, cost: 2}
          - {name: all, key: {type: Route}, quota: {requests: 100, per: Hour}}
          plans: {customer: {type: Header, name: x-customer}, default: free}
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: products, namespace: shop}
        spec:
          targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: products}]
          plans: {customer: {type: Header, name: x-customer}, default: silver, cost: 3}
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: listener, namespace: shop}
        spec:
          targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge, sectionName: http}]
          limits: []
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: edge, namespace: shop}
        spec:
          targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
          limits: [{name: tenant, key: {type: Header, name: x-tenant}, rate: {requests: 7, per: Hour}}]

        """;

    public const string All = Gateway + Service + Route;

    public static LoadedConfig Load(string yaml = All, string name = "shop.yaml")
    {
        Translation translation = ManifestTranslator.Translate(ManifestSet.Read([new ManifestText(name, Encoding.UTF8.GetBytes(yaml))]));
        return LoadedConfig.Compile(translation.Config, translation.Diagnostics);
    }
}
