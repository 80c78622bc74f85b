using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Cli.Tests.Explanation;

public sealed class ExplanationTests
{
    [Fact]
    public void A_winner_is_explained_from_the_listener_to_its_endpoints() => AssertText(
        """
        request: GET http://shop.example/v2/items/7?q=1
        port: shop/edge 80
        listener: shop/edge/http (hostname *.example); 1 other listener of the port does not serve the host
        hostnames: shop.example, *.example
        candidates:
          1. refused: HTTPRoute shop/products rules[0] 'place' at shop.yaml(34,5): PathPrefix /v2/items on shop.example: method is GET, not POST
          2. selected: HTTPRoute shop/products rules[1] at shop.yaml(37,5): PathPrefix /v2/items on shop.example: header x-version is '2'
          3. not reached: HTTPRoute shop/products rules[2] at shop.yaml(46,5): PathPrefix /v2 on shop.example: an earlier rule won
          4. not reached: HTTPRoute shop/products rules[0] 'place' at shop.yaml(34,5): PathPrefix /v2/items on *.example: an earlier rule won
          5. not reached: HTTPRoute shop/products rules[1] at shop.yaml(37,5): PathPrefix /v2/items on *.example: an earlier rule won
          6. not reached: HTTPRoute shop/products rules[2] at shop.yaml(46,5): PathPrefix /v2 on *.example: an earlier rule won
        other paths: 4 matches of these hostnames
        answer: HTTPRoute shop/products rules[1] at shop.yaml(37,5)
          filter: set request header x-a to 'b'
          filter: add 'c' to request header x-b
          filter: remove request header x-c
          filter: rewrite host to internal.example
          filter: rewrite path to /items/7
          backend: shop/products:80 (weight 9 of 10): 10.0.0.7:8080, 10.0.0.8:8080
          backend: ? (weight 1 of 10): the reference does not resolve: answers 500
        """,
        Ask("shop.example", "/v2/items/7", "q=1", "x-version: 2"));

    [Fact]
    public void A_redirect_is_told_with_its_location_and_asks_no_backend() => AssertText(
        """
        answer: HTTPRoute shop/products rules[3] at shop.yaml(48,5)
          filter: redirect 301 to https://a.example/new
        """,
        Ask("a.example", "/old"),
        skip: 7);

    [Fact]
    public void Weights_of_zero_answer_500() => AssertText(
        "  backend: none has a weight: answers 500",
        Ask("a.example", "/nobody"),
        skip: 8);

    [Fact]
    public void Where_no_path_matches_the_others_are_counted() => AssertText(
        """
        request: GET http://shop.example/v3
        port: shop/edge 80
        listener: shop/edge/http (hostname *.example); 1 other listener of the port does not serve the host
        hostnames: shop.example, *.example
        other paths: 10 matches of these hostnames
        answer: none: no rule matches: 404, for gRPC UNIMPLEMENTED
        """,
        Ask("shop.example", "/v3"));

    [Fact]
    public void A_listener_without_routes_keeps_the_host_to_itself() => AssertText(
        """
        request: GET http://admin.example/v2
        port: shop/edge 80
        listener: shop/edge/admin (hostname admin.example), more specific than shop/edge/http (hostname *.example)
        hostnames: none
        answer: none: the listener has no route for the host: 404, for gRPC UNIMPLEMENTED
        """,
        Ask("admin.example", "/v2"));

    [Fact]
    public void A_host_that_no_listener_serves_is_told() => AssertText(
        """
        request: GET http://shop.test/
        port: shop/edge 80
        listener: none; 2 other listeners of the port do not serve the host
        hostnames: none
        answer: none: no listener of the port serves the host: 404, for gRPC UNIMPLEMENTED
        """,
        Ask("shop.test", "/"));

    [Fact]
    public void A_gRPC_request_is_told_by_its_content_type_and_a_route_of_code_has_no_place()
    {
        GrpcRoute route = new()
        {
            Name = "shop/rpc",
            Rules = [new GrpcRouteRule { Matches = [new GrpcRouteMatch { Method = new GrpcMethodMatch("shop.v1.Products", "Get") }], Backends = [new BackendRef { Id = "rpc" }] }],
        };
        GatewayPort port = new() { Gateway = "shop/edge", Port = 80, Listeners = [new RouteListener { Name = "http", GrpcRoutes = [route] }] };
        LoadedConfig loaded = LoadedConfig.Compile(new TrafficConfig { Ports = [port], Backends = [new Backend { Id = "rpc" }] }, new DiagnosticBag());

        AssertText(
            """
            candidates:
              1. selected: GRPCRoute shop/rpc rules[0]: Exact /shop.v1.Products/Get on *: its path is all it asks for
            answer: GRPCRoute shop/rpc rules[0]
              backend: rpc (weight 1 of 1): no endpoint is ready: answers 503
            """,
            Ask(loaded, "h", "/shop.v1.Products/Get", "", "content-type: application/grpc"),
            skip: 4);
        AssertText("answer: none: the listener has no route for the host: 404, for gRPC UNIMPLEMENTED", Ask(loaded, "h", "/shop.v1.Products/Get", ""), skip: 4);
    }

    [Fact]
    public void Codes_of_a_terminal_in_a_request_are_only_text()
    {
        string[] lines = [.. ExplanationText.Lines(Ask("a.example", "/v2", "a\nb\u001b[31m", "x-version: \u001b[31m"))];

        Assert.Equal("request: GET http://a.example/v2?a\uFFFDb\uFFFD[31m", lines[0]);
        Assert.DoesNotContain(lines, static line => line.Any(char.IsControl));
    }

    [Fact]
    public void The_JSON_is_as_written() => GoldenFolder.AssertIs(
        "explain.out.json",
        DocumentText.Json(ExplanationDocument.Of(Ask("shop.example", "/v2/items/7", "q=1", "x-version: 2"))));

    [Fact]
    public void The_JSON_of_a_miss_has_no_answer() =>
        Assert.Null(ExplanationDocument.Of(Ask("shop.test", "/"))["answer"]);

    private static ExplainReport Ask(string host, string path, string query = "", params string[] headers) => Ask(Shop.Load(), host, path, query, headers);

    private static ExplainReport Ask(LoadedConfig loaded, string host, string path, string query, params string[] headers)
    {
        AskedRequest request = new()
        {
            Method = "GET",
            Host = host,
            Path = path,
            Query = query,
            Headers = [.. headers.Select(static line => AskedHeader.TryParse(line, out AskedHeader header) ? header : default)],
        };
        return ExplainReport.Of(loaded, loaded.Snapshot.Ports[0], request);
    }

    private static void AssertText(string expected, ExplainReport report, int skip = 0) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', ExplanationText.Lines(report).Skip(skip)));
}
