using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Gatehouse.Manifests.Tests;

public sealed class LargeConfigurationTests(ITestOutputHelper output)
{
    // What was meant: 300 ms on an idle machine. What is asserted: that nothing is quadratic, on a busy one.
    private static readonly TimeSpan TranslationMax = TimeSpan.FromSeconds(2);

    [Fact]
    public void A_thousand_routes_on_a_hundred_gateways_are_translated_at_once()
    {
        ManifestSet set = ManifestSet.Read([Shop.Text("a.yaml", Write(gateways: 100, routes: 1_000))]);
        Assert.Empty(set.Diagnostics);
        ManifestTranslator.Translate(set);

        Stopwatch watch = Stopwatch.StartNew();
        Translation translation = ManifestTranslator.Translate(set);
        watch.Stop();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:F1} ms"));
        Assert.Equal(100, translation.Config.Ports.Count);
        Assert.Equal(1_000, translation.Statuses.OfType<RouteStatus>().Count());
        Assert.True(watch.Elapsed < TranslationMax, $"took {watch.Elapsed}");
    }

    [Fact]
    public void Twenty_thousand_routes_on_one_gateway_are_translated_at_once()
    {
        List<ManifestText> texts = [Shop.Text("base.yaml", Write(gateways: 1, routes: 0))];
        texts.AddRange(Enumerable.Range(0, 10).Select(i => Shop.Text($"{i}.yaml", WriteRoutes(i * 2_000, 2_000, gateways: 1))));
        ManifestSet set = ManifestSet.Read(texts);

        Stopwatch watch = Stopwatch.StartNew();
        Translation translation = ManifestTranslator.Translate(set);
        watch.Stop();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:F1} ms"));
        Assert.Equal(20_000, translation.Statuses.OfType<GatewayStatus>().Single().Listeners[0].AttachedRoutes);
        Assert.True(watch.Elapsed < TranslationMax, $"took {watch.Elapsed}");
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
