using System.Globalization;
using System.Net;
using Gatehouse.Backends;
using Gatehouse.Pipeline;
using Gatehouse.Routing;

namespace Gatehouse.EndToEnd;

/// <summary>
/// Configurations that bear their number in four places at once: a header of the request, one of the answer, a rewritten path
/// and the backend. An answer in which any two differ was served by a mixture.
/// </summary>
internal static class Generation
{
    /// <summary>The number's pod: even ones are served by the first, odd ones by the second.</summary>
    internal static string PodOf(int number) => number % 2 == 0 ? "shop/even" : "shop/odd";

    internal static string Manifest(int number, EchoPods pods) => string.Create(CultureInfo.InvariantCulture, $$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: numbered, namespace: shop}
        spec:
          parentRefs: [{name: edge}]
          rules:
          - filters:
            - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-asked, value: "{{number}}"}]} }
            - {type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: x-answered, value: "{{number}}"}]} }
            - {type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /{{number}} } } }
            backendRefs: [{name: numbered, port: 80}]
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: numbered-1, namespace: shop, labels: {kubernetes.io/service-name: numbered} }
        addressType: IPv4
        ports: [{name: http, port: {{PortOf(number, pods)}} }]
        endpoints: [{addresses: [127.0.0.1]}]

        """);

    internal static TrafficConfig Config(int number, int port, EchoPods pods)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        HttpRouteRule rule = new()
        {
            Filters =
            [
                new RequestHeaderModifier(new HeaderModifier { Set = [new HeaderValue("x-asked", text)] }),
                new ResponseHeaderModifier(new HeaderModifier { Set = [new HeaderValue("x-answered", text)] }),
                new UrlRewrite { Path = new PathModifier(PathModifierType.ReplaceFullPath, $"/{text}") },
            ],
            Backends = [new BackendRef { Id = "shop/numbered:80" }],
        };
        RouteListener listener = new() { Name = "shop/edge/http", Port = port, HttpRoutes = [new HttpRoute { Name = "shop/numbered", Rules = [rule] }] };
        return new TrafficConfig
        {
            Ports = [new GatewayPort { Gateway = "shop/edge", Port = port, Listeners = [listener] }],
            Backends = [new Backend { Id = "shop/numbered:80", Endpoints = [new BackendEndpoint("127.0.0.1", PortOf(number, pods))] }],
        };
    }

    /// <summary>The generation that served a request; fails where it was none, or more than one.</summary>
    internal static async Task<int> AskAsync(HttpClient client, IPEndPoint at)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"http://{at}/"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        EchoAnswer echo = EchoAnswer.Parse(await answer.Content.ReadAsStringAsync());
        string number = Assert.Single(answer.Headers.GetValues("x-answered"));

        Assert.Equal((number, $"/{number}", PodOf(int.Parse(number, CultureInfo.InvariantCulture))), (echo.Header("x-asked"), echo.Target, echo.Pod));
        return int.Parse(number, CultureInfo.InvariantCulture);
    }

    private static int PortOf(int number, EchoPods pods) => pods.All.Single(pod => pod.Name == PodOf(number)).HttpPort;
}
