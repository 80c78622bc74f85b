using Gatehouse.Backends;
using Gatehouse.Backends.Grpc;

namespace Gatehouse.Conformance;

public sealed class GRPCExactMethodMatching(World<GRPCExactMethodMatching> world) : IClassFixture<World<GRPCExactMethodMatching>>
{
    [Theory]
    [InlineData("Say", "infra/v1", "infra/v1")]
    [InlineData("SayTwo", "infra/v2", "infra/v2")]
    [InlineData("SayThree", "404", "Unimplemented")]
    public Task A_call_reaches(string method, string decided, string answered) => world.ExpectCallAsync("example.com", method, decided, answered);
}

public sealed class GRPCRouteHeaderMatching(World<GRPCRouteHeaderMatching> world) : IClassFixture<World<GRPCRouteHeaderMatching>>
{
    [Theory]
    [InlineData("infra/v1", "version: one")]
    [InlineData("infra/v2", "version: two")]
    [InlineData("infra/v1", "version: two", "color: orange")]
    [InlineData("infra/v2", "version: two", "color: pink")]
    [InlineData("infra/v1", "color: blue")]
    [InlineData("infra/v1", "color: green")]
    [InlineData("infra/v2", "color: red")]
    [InlineData("infra/v2", "color: yellow")]
    [InlineData("404", "color: purple")]
    [InlineData("404", "version: One")]
    [InlineData("404")]
    public Task A_call_reaches(string decided, params string[] metadata) =>
        world.ExpectCallAsync("example.com", "Say", decided, decided == "404" ? "Unimplemented" : decided, metadata);
}

public sealed class GRPCRouteListenerHostnameMatching(World<GRPCRouteListenerHostnameMatching> world)
    : IClassFixture<World<GRPCRouteListenerHostnameMatching>>
{
    [Theory]
    [InlineData("bar.com", "infra/v1")]
    [InlineData("foo.bar.com", "infra/v2")]
    [InlineData("baz.bar.com", "infra/v3")]
    [InlineData("multiple.prefixes.bar.com", "infra/v3")]
    [InlineData("multiple.prefixes.foo.com", "infra/v3")]
    [InlineData("foo.com", "404")]
    [InlineData("no.matching.host", "404")]
    public Task A_call_reaches(string authority, string decided) =>
        world.ExpectCallAsync(authority, "Say", decided, decided == "404" ? "Unimplemented" : decided);
}

public sealed class GRPCRouteWeight(World<GRPCRouteWeight> world) : IClassFixture<World<GRPCRouteWeight>>
{
    private const int Calls = 300;

    [Fact]
    public async Task Shares_are_as_weights_say()
    {
        Dictionary<string, int> seen = await Tally.OfAsync(Calls, async () => [await GrpcCaller.CallAsync(world.EndPoint(), "example.com", "Say")]);

        // Six standard deviations (7.9) either way.
        Assert.InRange(seen["infra/v1"], (Calls * 70 / 100) - 48, (Calls * 70 / 100) + 48);
        Assert.Equal(Calls, seen["infra/v1"] + seen["infra/v2"]);
    }
}

public sealed class GRPCRouteNamedRule(World<GRPCRouteNamedRule> world) : IClassFixture<World<GRPCRouteNamedRule>>
{
    [Theory]
    [InlineData("Say", "infra/v1")]
    [InlineData("SayTwo", "infra/v2")]
    public Task A_call_reaches(string method, string pod) => world.ExpectCallAsync("example.com", method, pod, pod);
}

public sealed class GRPCRouteRequestHeaderModifier(World<GRPCRouteRequestHeaderModifier> world) : IClassFixture<World<GRPCRouteRequestHeaderModifier>>
{
    [Fact]
    public async Task The_first_of_equal_rules_wins_and_its_filters_apply()
    {
        EchoReply reply = await GrpcCaller.ReplyAsync(world.EndPoint(), "example.com", "Say", "x-set: a", "x-add: a", "x-remove: a", "x-other: a");

        Assert.Equal("infra/v1", $"{reply.Namespace}/{reply.Service}");
        Assert.Equal("by-gateway", Value(reply, "x-set"));
        Assert.Equal("a,by-gateway", Value(reply, "x-add"));
        Assert.Equal("", Value(reply, "x-remove"));
        Assert.Equal("a", Value(reply, "x-other"));
        Assert.Equal("example.com", reply.Authority);
    }

    private static string Value(EchoReply reply, string name) =>
        string.Join(',', reply.Metadata.Where(line => line.Name == name).Select(line => line.Value.Replace(", ", ",", StringComparison.Ordinal)));
}

/// <summary>No test of the suite: what a gRPC client gets where nobody can answer.</summary>
public sealed class GRPCRouteWithoutBackends(World<GRPCRouteWithoutBackends> world) : IClassFixture<World<GRPCRouteWithoutBackends>>
{
    [Theory]
    [InlineData("Say", "500")]
    [InlineData("SayTwo", "503")]
    [InlineData("SayThree", "500")]
    public Task It_is_unavailable(string method, string decided) => world.ExpectCallAsync("example.com", method, decided, "Unavailable");

    [Fact]
    public Task A_pod_that_cannot_be_reached_is_unavailable() => world.ExpectCallAsync("example.com", "Repeat", "infra/dead", "Unavailable");

    [Theory]
    [InlineData("/gatehouse.echo.v1.Echo/Say")]
    [InlineData("/no.such.Service/Method")]
    public async Task The_answer_is_one_frame_of_headers(string path)
    {
        Http2Outcome outcome = await RawHttp2Client.AskAsync(
            world.EndPoint(),
            [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "example.com"), ("content-type", "application/grpc"), ("te", "trailers")],
            body: "\0\0\0\0\0");

        Assert.Equal((200, null, true), (outcome.Status, outcome.Error, outcome.IsHeadersOnly));
    }
}

/// <summary>No test of the suite: both kinds on one listener. Calls try GRPCRoutes first, other requests see HTTPRoutes only.</summary>
public sealed class GRPCRouteBesideHTTPRoute(World<GRPCRouteBesideHTTPRoute> world) : IClassFixture<World<GRPCRouteBesideHTTPRoute>>
{
    [Theory]
    [InlineData("Say", "infra/v1")]
    // No GRPCRoute matches: an HTTPRoute may carry gRPC as well.
    [InlineData("SayTwo", "infra/v2")]
    public Task A_call_reaches(string method, string pod) => world.ExpectCallAsync("example.com", method, pod, pod);

    [Fact]
    public Task A_request_that_is_no_call_sees_HTTPRoutes_only() => world.ExpectAsync("example.com/other.Service/Say", "infra/v2");
}
