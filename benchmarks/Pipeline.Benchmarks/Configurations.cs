using System.Globalization;
using System.Text;
using Gatehouse.Manifests;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline.Benchmarks;

/// <summary>The configurations that are measured.</summary>
public static class Configurations
{
    /// <summary>One port, one listener, a hundred routes a host, a hundred backends.</summary>
    public static HttpRoute[] Routes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new HttpRoute
        {
            Name = $"shop/route-{i:D6}",
            Hostnames = [$"tenant-{i / 100:D4}.example.com"],
            Rules = [Rule($"/api/service-{i % 100:D3}", $"shop/service-{i % 100}:80")],
        })];

    public static HttpRouteRule Rule(string prefix, string backend) => new()
    {
        Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, prefix) }],
        Backends = [new BackendRef { Id = backend }],
    };

    public static TrafficConfig Config(HttpRoute[] routes) => new()
    {
        Ports =
        [
            new GatewayPort
            {
                Gateway = "shop/edge",
                Port = 80,
                Listeners = [new RouteListener { Name = "shop/edge/http", HttpRoutes = routes.ToValueList() }],
            },
        ],
        Backends = [.. Enumerable.Range(0, 101).Select(i => new Backend { Id = $"shop/service-{i}:80", Endpoints = [new BackendEndpoint("127.0.0.1", 8_000 + i)] })],
    };

    /// <summary>A manifest a Gateway, each with its share of the routes, Services and EndpointSlices.</summary>
    public static ManifestText[] Manifests(int gateways, int routes) =>
        [.. Enumerable.Range(0, gateways).Select(i => new ManifestText($"gateway-{i:D3}.yaml", Encoding.UTF8.GetBytes(Manifest(i, routes / gateways))))];

    private static string Manifest(int gateway, int routes)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: class-{{gateway}} }
            spec: {controllerName: gatehouse.dev/gateway}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge-{{gateway}}, namespace: shop}
            spec:
              gatewayClassName: class-{{gateway}}
              addresses: [{type: IPAddress, value: 127.0.1.{{gateway + 1}} }]
              listeners:
              - {name: http, port: 80, protocol: HTTP}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: service-{{gateway}}, namespace: shop}
            spec:
              ports: [{name: http, port: 80}]
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: service-{{gateway}}-1, namespace: shop, labels: {kubernetes.io/service-name: service-{{gateway}} } }
            addressType: IPv4
            ports: [{name: http, port: 8080}]
            endpoints: [{addresses: [127.0.0.1]}]

            """);

        for (int i = 0; i < routes; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: route-{{gateway}}-{{i}}, namespace: shop}
                spec:
                  parentRefs: [{name: edge-{{gateway}} }]
                  hostnames: [tenant-{{i}}.example.com]
                  rules:
                  - matches:
                    - path: {type: PathPrefix, value: /api/v{{i}} }
                      headers: [{name: x-version, value: "{{i}}" }]
                    backendRefs: [{name: service-{{gateway}}, port: 80}]

                """);
        }

        return text.ToString();
    }
}
