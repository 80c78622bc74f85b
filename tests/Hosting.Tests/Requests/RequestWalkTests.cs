using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Hosting.Tests;

public class RequestWalkTests
{
    private static readonly PortKey Edge = new("test/edge", 80);
    private static readonly PortKey Secure = new("test/edge", 443);

    private readonly RequestWalk _walk;

    public RequestWalkTests()
    {
        SnapshotHolder holder = new();
        Assert.Equal(PublishOutcome.Published, new SnapshotPublisher(holder).Publish(new ConfigReading(Config, new DiagnosticBag())).Outcome);
        _walk = new RequestWalk(holder, new RandomSource(seed: 1));
    }

    [Theory]
    [InlineData("/products/7?x=1")]
    [InlineData("/products/a-path-that-is-longer-than-any-buffer-on-the-stack/0123456789/0123456789/0123456789")]
    public void Deciding_to_forward_allocates_nothing(string target)
    {
        DefaultHttpContext context = Get(target, "shop.example");
        ListenerIdentity listener = new(Edge, new System.Net.IPEndPoint(0, 80));

        Assert.Equal(RequestAction.Forward, _walk.Decide(context, listener).Decision.Action);
        Assert.Equal(0, Allocations.Of(() => _walk.Decide(context, listener)));
    }

    [Theory]
    [InlineData("shop.example", RequestReason.Forwarded)]
    [InlineData("other.example", RequestReason.Misdirected)]
    public void Deciding_over_TLS_allocates_nothing(string serverName, RequestReason reason)
    {
        DefaultHttpContext context = Get("/products/7", "shop.example");
        context.Features.Set(new ConnectionFacts
        {
            ListenerName = "test/edge/https",
            LocalEndPoint = new(0, 443),
            RemoteEndPoint = new(0, 50_000),
            ClientAddress = System.Net.IPAddress.Loopback,
            IsTls = true,
            ServerName = serverName,
        });
        ListenerIdentity listener = new(Secure, new System.Net.IPEndPoint(0, 443));

        Assert.Equal(reason, _walk.Decide(context, listener).Decision.Reason);
        Assert.Equal(0, Allocations.Of(() => _walk.Decide(context, listener)));
    }

    [Fact]
    public void A_name_in_punycode_is_matched_as_it_is_written() =>
        Assert.Equal(RequestAction.Forward, Decide("/", "xn--bcher-kva.example").Action);

    [Fact]
    public void The_authority_of_an_absolute_target_counts()
    {
        Assert.Equal(RequestAction.Forward, Decide("http://shop.example/", "other.example").Action);
        Assert.Equal(RequestReason.NoHost, Decide("http://other.example/", "shop.example").Reason);
    }

    [Fact]
    public void A_port_that_is_gone_is_404()
    {
        RequestDecision decision = _walk.Decide(Get("/", "shop.example"), new ListenerIdentity(new PortKey("test/edge", 81), new(0, 81))).Decision;
        Assert.Equal((404, RequestReason.PortGone), (decision.StatusCode, decision.Reason));
    }

    private RequestDecision Decide(string target, string host) =>
        _walk.Decide(Get(target, host), new ListenerIdentity(Edge, new(0, 80))).Decision;

    private static DefaultHttpContext Get(string target, string host)
    {
        DefaultHttpContext context = new();
        context.Request.Method = "GET";
        context.Request.Headers.Host = host;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        return context;
    }

    private static TrafficConfig Config => new()
    {
        Ports =
        [
            new GatewayPort { Gateway = Edge.Gateway, Port = Edge.Port, Listeners = [Listener] },
            Tls.TlsGateway.PortOf("shop.example", "other.example") with
            {
                Gateway = Secure.Gateway,
                Port = Secure.Port,
                Listeners = [Named("shop.example"), Named("other.example")],
            },
        ],
        Backends = [new Backend { Id = "test/backend:80", Endpoints = [new BackendEndpoint("127.0.0.1", 80)] }],
    };

    private static RouteListener Named(string hostname) => Listener with { Name = Tls.TlsGateway.ListenerOf(hostname), Hostname = hostname };

    private static RouteListener Listener => new()
    {
        Name = "test/edge/http",
        HttpRoutes =
        [
            new HttpRoute
            {
                Name = "test/shop",
                Hostnames = ["shop.example", "xn--bcher-kva.example"],
                Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = "test/backend:80" }] }],
            },
        ],
    };
}
