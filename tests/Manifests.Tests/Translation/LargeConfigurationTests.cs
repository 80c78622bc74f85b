using System.Globalization;
using System.Text;

namespace Gatehouse.Manifests.Tests;

/// <summary>
/// Large configurations are translated whole, and their work grows with their size, not with its square. What is allocated
/// stands for the work: unlike a time it is the same on every machine.
/// </summary>
public sealed class LargeConfigurationTests
{
    [Fact]
    public void A_thousand_routes_on_a_hundred_gateways_are_translated()
    {
        ManifestSet set = ManifestSet.Read([Shop.Text("a.yaml", Write(gateways: 100, routes: 1_000))]);
        Assert.Empty(set.Diagnostics);

        Translation translation = ManifestTranslator.Translate(set);

        Assert.Equal(100, translation.Config.Ports.Count);
        Assert.Equal(1_000, translation.Statuses.OfType<RouteStatus>().Count());
    }

    [Fact]
    public void A_route_takes_as_much_work_among_20000_as_among_1000()
    {
        Assert.InRange(BytesOfARoute(20_000), 1, 2 * BytesOfARoute(1_000));
    }

    private static long BytesOfARoute(int routes)
    {
        List<ManifestText> texts = [Shop.Text("base.yaml", Write(gateways: 1, routes: 0))];
        texts.AddRange(Enumerable.Range(0, routes / 500).Select(i => Shop.Text($"{i}.yaml", WriteRoutes(i * 500, 500, gateways: 1))));
        ManifestSet set = ManifestSet.Read(texts);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Translation translation = ManifestTranslator.Translate(set);

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(routes, translation.Statuses.OfType<GatewayStatus>().Single().Listeners[0].AttachedRoutes);
        return bytes / routes;
    }

    private static string Write(int gateways, int routes)
    {
        StringBuilder text = new(Shop.GatewayClass + "\n");

        for (int i = 0; i < gateways; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge-{{{i}}}, namespace: shop}
                spec: {gatewayClassName: gatehouse, listeners: [{name: http, port: {{{10_000 + i}}}, protocol: HTTP, hostname: "*.example"}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: products-{{{i}}}, namespace: shop}
                spec: {ports: [{port: 80}]}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: products-{{{i}}}, namespace: shop, labels: {kubernetes.io/service-name: products-{{{i}}}}}
                addressType: IPv4
                ports: [{port: 8080}]
                endpoints: [{addresses: [127.0.0.1]}]

                """);
        }

        return text + WriteRoutes(0, routes, gateways);
    }

    private static string WriteRoutes(int from, int count, int gateways)
    {
        StringBuilder text = new();

        for (int i = from; i < from + count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: route-{{{i}}}, namespace: shop}
                spec:
                  parentRefs: [{name: edge-{{{i % gateways}}}}]
                  hostnames: [h{{{i}}}.example]
                  rules: [{matches: [{path: {value: /a{{{i}}}}}], backendRefs: [{name: products-{{{i % gateways}}}, port: 80}]}]

                """);
        }

        return text.ToString();
    }
}
