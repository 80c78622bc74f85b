namespace Gatehouse.Routing.Tests.Matching;

// gRPC requests and their routes (Gateway API, GRPCRoute).
public abstract partial class RouteMatchingContract<TMatcher>
{
    private static readonly RouteListener[] BothKinds =
        [Listener("http", null, Route("web", "", Rule())).With(Grpc("rpc", "", GrpcRule()))];

    [Theory]
    [InlineData("application/grpc", "http rpc#0")]
    [InlineData("APPLICATION/gRPC", "http rpc#0")]
    [InlineData("application/grpc+proto", "http rpc#0")]
    [InlineData("application/grpc;charset=utf-8", "http rpc#0")]
    [InlineData("application/grpc-web", "http web#0")]
    [InlineData("application/grpcx", "http web#0")]
    [InlineData("application/json", "http web#0")]
    [InlineData("application/grp", "http web#0")]
    [InlineData("text/application/grpc", "http web#0")]
    [InlineData("", "http web#0")]
    public void The_content_type_tells_a_gRPC_request(string contentType, string expected) =>
        AssertSelects(expected, BothKinds, "POST h/shop.v1.Products/Get", $"Content-Type: {contentType}");

    [Fact]
    public void Without_a_content_type_a_request_is_not_gRPC() => AssertSelects("http web#0", BothKinds, "POST h/shop.v1.Products/Get");

    [Theory]
    [InlineData("h/s/m", "http rpc#0")]
    [InlineData("h/s", "http web#0")]
    [InlineData("h/", "http web#0")]
    [InlineData("h//m", "http web#0")]
    [InlineData("h/s/", "http web#0")]
    [InlineData("h/s/m/", "http web#0")]
    [InlineData("h/s/m/x", "http web#0")]
    [InlineData("h//s/m", "http web#0")]
    public void A_gRPC_path_is_a_service_and_a_method(string target, string expected) =>
        AssertSelects(expected, BothKinds, target, "content-type: application/grpc");

    // The rules of the conformance test GRPCExactMethodMatching, with services and methods alone.
    private static readonly GrpcRoute[] Calls =
    [
        Grpc(
            "r",
            "",
            GrpcRule(AnyCall),
            GrpcRule(AnyCall.Header("a", "1").Header("b", "1")),
            GrpcRule(CallExpression("grpcecho\\..*", null)),
            GrpcRule(CallExpression(null, "Echo.*").Header("a", "1")),
            GrpcRule(Call(null, "EchoTwo")),
            GrpcRule(Call("grpcecho.GrpcEcho", null)),
            GrpcRule(Call("grpcecho.GrpcEcho", "Echo"), Call("grpcecho.GrpcEcho", "EchoThree"))),
    ];

    [Theory]
    [InlineData("h/grpcecho.GrpcEcho/Echo", "a: 1|b: 1", "r#6")]
    [InlineData("h/grpcecho.GrpcEcho/EchoThree", "", "r#6")]
    [InlineData("h/grpcecho.GrpcEcho/EchoTwo", "a: 1|b: 1", "r#5")]
    [InlineData("h/grpcecho.GrpcEcho/echo", "", "r#5")]
    [InlineData("h/grpcecho.grpcecho/EchoTwo", "a: 1|b: 1", "r#4")]
    [InlineData("h/grpcecho.Other/EchoFour", "a: 1|b: 1", "r#3")]
    [InlineData("h/grpcecho.Other/EchoFour", "", "r#2")]
    [InlineData("h/other/EchoFour", "", "r#0")]
    [InlineData("h/other/Call", "a: 1|b: 1", "r#1")]
    [InlineData("h/other/Call", "a: 1", "r#0")]
    [InlineData("h/xgrpcecho.Other/Call", "", "r#0")]
    public void Service_and_method_decide_then_headers(string target, string headers, string expected) =>
        AssertSelectsCall(expected, Calls, target, headers.Split('|', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("h/s/m", "r#0")]
    [InlineData("h/s/n", "NoRule")]
    [InlineData("h/S/m", "NoRule")]
    [InlineData("h/s/M", "NoRule")]
    [InlineData("h/s.t/m", "NoRule")]
    public void A_call_is_compared_with_case(string target, string expected) =>
        AssertSelectsCall(expected, [Grpc("r", "", GrpcRule(Call("s", "m")))], target);

    [Theory]
    [InlineData("h/s/m", "r#0")]
    [InlineData("h/st/m", "NoRule")]
    [InlineData("h/s/mn", "NoRule")]
    public void An_expression_matches_the_whole_service_and_the_whole_method(string target, string expected) =>
        AssertSelectsCall(expected, [Grpc("r", "", GrpcRule(CallExpression("s|t", "m")))], target);

    [Theory]
    [InlineData("a.example.com/s/m", "http exact#0")]
    [InlineData("a.example.com/s/n", "http wild#0")]
    [InlineData("b.example.com/s/n", "http wild#0")]
    [InlineData("b.example.com/t/n", "http web#0")]
    [InlineData("c.org/s/m", "http any#0")]
    [InlineData("c.org/t/n", "http web#0")]
    public void All_hostnames_of_GRPCRoutes_are_tried_before_HTTPRoutes(string target, string expected) => AssertSelects(
        expected,
        [Listener("http", null, Route("web", "a.example.com *.example.com c.org", Rule())).With(
            Grpc("any", "", GrpcRule(Call("s", "m"))),
            Grpc("wild", "*.example.com", GrpcRule(Call("s", null))),
            Grpc("exact", "a.example.com", GrpcRule(Call(null, "m"))))],
        target,
        "content-type: application/grpc");

    [Fact]
    public void An_exact_HTTPRoute_gives_way_to_any_GRPCRoute() => AssertSelects(
        "http rpc#0",
        [Listener("http", null, Route("web", "a.example.com", Rule(Exact("/s/m").Method("POST")))).With(Grpc("rpc", "", GrpcRule()))],
        "POST a.example.com/s/m",
        "content-type: application/grpc");

    [Theory]
    [InlineData("a.com/s/m", "application/json", "l NoHost")]
    [InlineData("a.com/s/m", "application/grpc", "l NoRule")]
    [InlineData("a.com/s/m/x", "application/grpc", "l NoRule")]
    [InlineData("b.com/s/m", "application/json", "l NoRule")]
    [InlineData("b.com/s/m", "application/grpc", "l NoRule")]
    [InlineData("c.com/s/m", "application/grpc", "l NoHost")]
    public void The_hosts_of_GRPCRoutes_are_hosts_only_for_gRPC(string target, string contentType, string expected) => AssertSelects(
        expected,
        [Listener("l", null, Route("web", "b.com", Rule(Exact("/never")))).With(Grpc("rpc", "a.com", GrpcRule(Call("never", "never"))))],
        target,
        $"content-type: {contentType}");

    [Fact]
    public void GRPCRoutes_are_isolated_by_listener_too() => AssertSelects(
        "narrow NoHost",
        [Listener("wide", null).With(Grpc("rpc", "", GrpcRule())), Listener("narrow", "a.com")],
        "a.com/s/m",
        "content-type: application/grpc");

    [Fact]
    public void Of_equal_gRPC_matches_the_older_route_then_the_name_then_the_first_rule_wins()
    {
        GrpcRoute old = Grpc("z", "", GrpcRule(Call("s", "n")), GrpcRule(Call("s", "m")), GrpcRule(Call("s", "m"))) with { Age = Older };

        AssertSelectsCall("z#1", [Grpc("a", "", GrpcRule(Call("s", "m"))), old], "h/s/m");
        AssertSelectsCall("a#0", [Grpc("b", "", GrpcRule(Call("s", "m"))), Grpc("a", "", GrpcRule(Call("s", "m")))], "h/s/m");
    }

    [Theory]
    [InlineData("h/shop.v1.Products/Get", 21)]
    [InlineData("h/s/m", 4)]
    public void The_matched_length_of_a_call_is_the_whole_path(string target, int expected) => Assert.Equal(
        expected,
        TMatcher.Match(BothKinds, OracleRequest.Parse(target, "content-type: application/grpc")).MatchedPathLength);

    [Fact]
    public void Of_two_conditions_on_one_metadata_name_the_first_counts()
    {
        GrpcRoute[] routes = [Grpc("r", "", GrpcRule(AnyCall.Header("k", "1").Header("K", "2")))];

        AssertSelectsCall("r#0", routes, "h/s/m", "k: 1");
        AssertSelectsCall("NoRule", routes, "h/s/m", "k: 2");
    }
}
