using System.Globalization;
using System.Net.WebSockets;
using Gatehouse.Testing;

namespace Gatehouse.Conformance;

public sealed class HTTPRouteWeight(World<HTTPRouteWeight> world) : IClassFixture<World<HTTPRouteWeight>>
{
    private const int Requests = 500;

    [Fact]
    public Task All_weights_above_0_are_served() => world.ExpectAsync("example.com/", "infra/v1|infra/v2");

    [Fact]
    public async Task Shares_are_as_weights_say()
    {
        Dictionary<string, int> seen = await Tally.OfAsync(Requests / 2, async () => (await world.SeenAsync("example.com/")).Select(echo => echo.Pod));

        // Six standard deviations (10.2) either way: chance alone fails one run in 500 million.
        Assert.InRange(seen["infra/v1"], (Requests * 70 / 100) - 61, (Requests * 70 / 100) + 61);
        Assert.Equal(Requests, seen["infra/v1"] + seen["infra/v2"]);
    }
}

public sealed class HTTPRouteServiceTypes(World<HTTPRouteServiceTypes> world) : IClassFixture<World<HTTPRouteServiceTypes>>
{
    [Theory]
    [InlineData("/manual", "infra/v1")]
    [InlineData("/headless", "infra/v2")]
    [InlineData("/headless-manual", "infra/v3")]
    public async Task Endpoints_come_from_slices(string path, string pod) =>
        Assert.All(await world.SeenAsync($"example.com{path}"), echo => Assert.Equal(pod, echo.Pod));

    [Fact]
    public async Task A_Service_without_a_ready_endpoint_is_503()
    {
        await world.ExpectAsync("example.com/nobody-ready", "503");
        Assert.Equal(["Accepted=True/Accepted", "ResolvedRefs=True/ResolvedRefs"], world.Conditions("infra/types"));
    }
}

public sealed class HTTPRouteNoBackendRefs(World<HTTPRouteNoBackendRefs> world) : IClassFixture<World<HTTPRouteNoBackendRefs>>
{
    [Theory]
    [InlineData("/omitted")]
    [InlineData("/empty")]
    [InlineData("/zero")]
    public async Task No_backend_is_500_and_no_fault_of_a_reference(string path)
    {
        await world.ExpectAsync($"example.com{path}", "500");
        Assert.Equal(["Accepted=True/Accepted", "ResolvedRefs=True/ResolvedRefs"], world.Conditions("infra/none"));
    }
}

public sealed class HTTPRouteInvalidNonExistentBackendRef(World<HTTPRouteInvalidNonExistentBackendRef> world)
    : IClassFixture<World<HTTPRouteInvalidNonExistentBackendRef>>
{
    [Theory]
    [InlineData("/service", "500")]
    [InlineData("/port", "500")]
    [InlineData("/half", "500|infra/v1")]
    [InlineData("/good", "infra/v2")]
    public Task Its_share_is_500(string path, string expected) => world.ExpectAsync($"example.com{path}", expected);

    [Fact]
    public async Task Half_of_the_requests_are_500()
    {
        const int Requests = 200;
        Dictionary<string, int> seen = await Tally.OfAsync(
            Requests / 2, async () => (await world.AnswersAsync("example.com/half")).Select(answer => answer.Status.ToString(CultureInfo.InvariantCulture)));

        // Six standard deviations (7.1) either way.
        Assert.InRange(seen["500"], (Requests / 2) - 42, (Requests / 2) + 42);
    }

    [Fact]
    public void The_route_stays_accepted() =>
        Assert.Equal(["Accepted=True/Accepted", "ResolvedRefs=False/BackendNotFound"], world.Conditions("infra/missing"));
}

public sealed class HTTPRouteInvalidBackendRefUnknownKind(World<HTTPRouteInvalidBackendRefUnknownKind> world)
    : IClassFixture<World<HTTPRouteInvalidBackendRefUnknownKind>>
{
    [Theory]
    [InlineData("/v2", "500")]
    [InlineData("/", "infra/v1")]
    public Task Its_share_is_500(string path, string expected) => world.ExpectAsync($"example.com{path}", expected);

    [Fact]
    public void The_route_stays_accepted() =>
        Assert.Equal(["Accepted=True/Accepted", "ResolvedRefs=False/InvalidKind"], world.Conditions("infra/unknown-kind"));
}

public sealed class HTTPRouteInvalidCrossNamespaceBackendRef(World<HTTPRouteInvalidCrossNamespaceBackendRef> world)
    : IClassFixture<World<HTTPRouteInvalidCrossNamespaceBackendRef>>
{
    [Fact]
    public async Task Without_a_grant_it_is_500()
    {
        await world.ExpectAsync("example.com/", "500");
        Assert.Equal(["Accepted=True/Accepted", "ResolvedRefs=False/RefNotPermitted"], world.Conditions("infra/crossing"));
    }
}

public sealed class HTTPRouteInvalidReferenceGrant(World<HTTPRouteInvalidReferenceGrant> world) : IClassFixture<World<HTTPRouteInvalidReferenceGrant>>
{
    [Fact]
    public async Task Grants_that_miss_by_one_word_are_no_grants()
    {
        await world.ExpectAsync("example.com/v1", "500");
        Assert.Equal(["Accepted=True/Accepted", "ResolvedRefs=False/RefNotPermitted"], world.Conditions("infra/crossing"));
    }
}

public sealed class HTTPRoutePartiallyInvalidViaInvalidReferenceGrant(World<HTTPRoutePartiallyInvalidViaInvalidReferenceGrant> world)
    : IClassFixture<World<HTTPRoutePartiallyInvalidViaInvalidReferenceGrant>>
{
    [Theory]
    [InlineData("/v1", "500")]
    [InlineData("/v2", "web/v2")]
    public async Task One_rule_is_500_and_the_other_serves(string path, string expected)
    {
        await world.ExpectAsync($"example.com{path}", expected);
        Assert.Contains("ResolvedRefs=False/RefNotPermitted", world.Conditions("infra/half"));
    }
}

public sealed class HTTPRouteReferenceGrant(World<HTTPRouteReferenceGrant> world) : IClassFixture<World<HTTPRouteReferenceGrant>>
{
    [Fact]
    public async Task A_grant_that_is_taken_back_ends_its_traffic()
    {
        await world.ExpectAsync("example.com/", "web/v1");

        world.Edit(text => text.Replace("kind: ReferenceGrant", "kind: IgnoredGrant", StringComparison.Ordinal));

        await Eventually.TrueAsync(async () => (await world.AnswersAsync("example.com/")).All(answer => answer.Status == 500));
    }
}

public sealed class HTTPRouteBackendProtocolH2C(World<HTTPRouteBackendProtocolH2C> world) : IClassFixture<World<HTTPRouteBackendProtocolH2C>>
{
    [Theory]
    [InlineData("/h2c", "HTTP/2")]
    [InlineData("/", "HTTP/1.1")]
    public async Task The_Service_says_what_its_pods_speak(string path, string protocol) =>
        Assert.All(await world.SeenAsync($"example.com{path}"), echo => Assert.Equal(protocol, echo.Protocol));
}

public sealed class HTTPRouteBackendProtocolWebSocket(World<HTTPRouteBackendProtocolWebSocket> world)
    : IClassFixture<World<HTTPRouteBackendProtocolWebSocket>>
{
    // With and without "appProtocol: kubernetes.io/ws": a missing one must not switch upgrades off.
    [Theory]
    [InlineData("/declared/ws")]
    [InlineData("/ws")]
    public async Task Text_and_binary_frames_come_back(string path)
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri($"ws://{world.EndPoint()}{path}"), CancellationToken.None).WaitAsync(Eventually.Patience);

        foreach (WebSocketMessageType type in new[] { WebSocketMessageType.Text, WebSocketMessageType.Binary })
        {
            byte[] sent = "Websocket support"u8.ToArray();
            byte[] buffer = new byte[64];
            await socket.SendAsync(sent, type, endOfMessage: true, CancellationToken.None);
            WebSocketReceiveResult got = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Eventually.Patience);

            Assert.Equal((type, true), (got.MessageType, got.EndOfMessage));
            Assert.Equal(sent, buffer[..got.Count]);
        }
    }
}
