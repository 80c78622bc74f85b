using System.Net;
using Gatehouse.Primitives;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests;

/// <summary>The cases of GatewayHTTPSListenerDetectMisdirectedRequests, and what a reload makes of a connection.</summary>
public sealed class MisdirectedRequestTests
{
    private static readonly PortSnapshot Port = PortOf(ListenerScheme.Https, "", "second-example.org", "*.wildcard.org", "fourth-example.wildcard.org");

    [Theory]
    [InlineData("example.org", "example.org", RequestReason.Forwarded)]
    [InlineData("example.org", "second-example.org", RequestReason.Misdirected)]
    [InlineData("second-example.org", "second-example.org", RequestReason.Forwarded)]
    [InlineData("second-example.org", "unknown.example", RequestReason.Misdirected)]
    [InlineData("third.wildcard.org", "fith.wildcard.org", RequestReason.Forwarded)]
    [InlineData("third.wildcard.org", "fourth-example.wildcard.org", RequestReason.Misdirected)]
    [InlineData("unknown.example", "example.org", RequestReason.Forwarded)]
    [InlineData(null, "example.org", RequestReason.Forwarded)]
    [InlineData(null, "second-example.org", RequestReason.Misdirected)]
    [InlineData("SECOND-example.org", "Second-Example.org:443", RequestReason.Forwarded)]
    public void The_host_s_listener_must_be_that_of_the_server_name(string? serverName, string host, RequestReason reason)
    {
        RequestDecision decision = Decide(Port, serverName, host);

        Assert.Equal(reason, decision.Reason);
        Assert.Equal(reason == RequestReason.Misdirected ? 421 : 200, decision.StatusCode);
        Assert.Equal(reason == RequestReason.Misdirected, decision.Rule is null);
    }

    [Fact]
    public void A_host_of_no_listener_is_404()
    {
        RequestDecision decision = Decide(PortOf(ListenerScheme.Https, "shop.example"), "shop.example", "other.example");
        Assert.Equal((404, RequestReason.NoListener), (decision.StatusCode, decision.Reason));
    }

    [Fact]
    public void A_connection_whose_listener_is_gone_is_misdirected_for_the_others() =>
        Assert.Equal(RequestReason.Misdirected, Decide(PortOf(ListenerScheme.Https, "shop.example"), "gone.example", "shop.example").Reason);

    [Theory]
    [InlineData(ListenerScheme.Https, false, RequestReason.Misdirected)]
    [InlineData(ListenerScheme.Https, true, RequestReason.Forwarded)]
    [InlineData(ListenerScheme.Http, false, RequestReason.Forwarded)]
    [InlineData(ListenerScheme.Http, true, RequestReason.Misdirected)]
    public void What_is_for_TLS_is_served_over_TLS_only(ListenerScheme scheme, bool isTls, RequestReason reason)
    {
        GetRequest request = new("/", "shop.example");
        Assert.Equal(reason, TrafficPipeline.Request(PortOf(scheme, ""), in request, 0, Facts("shop.example") with { IsTls = isTls }).Reason);
    }

    [Fact]
    public void A_connection_of_which_nothing_is_known_is_in_cleartext()
    {
        GetRequest request = new("/", "example.org");
        Assert.Equal(RequestReason.Misdirected, TrafficPipeline.Request(Port, in request, 0).Reason);
    }

    [Theory]
    [InlineData("third.wildcard.org", "fith.wildcard.org")]
    [InlineData("third.wildcard.org", "fourth-example.wildcard.org")]
    public void The_check_allocates_nothing(string serverName, string host)
    {
        ConnectionFacts facts = Facts(serverName);
        GetRequest request = new("/", host);
        Assert.Equal(0, Allocations.Of(() => TrafficPipeline.Request(Port, in request, 0, facts)));
    }

    private static RequestDecision Decide(PortSnapshot port, string? serverName, string host)
    {
        GetRequest request = new("/", host);
        return TrafficPipeline.Request(port, in request, 0, Facts(serverName));
    }

    private static ConnectionFacts Facts(string? serverName) => new()
    {
        ListenerName = "shop/edge/x",
        LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 443),
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 50_000),
        ClientAddress = IPAddress.Loopback,
        IsTls = true,
        ServerName = serverName,
    };

    private static PortSnapshot PortOf(ListenerScheme scheme, params string[] hostnames)
    {
        HttpRoute route = new() { Name = "shop/all", Rules = [new HttpRouteRule { Backends = [Configs.ToGood] }] };
        GatewayPort port = Configs.Port("shop/edge", 443) with
        {
            Scheme = scheme,
            Listeners = hostnames.Select(hostname => new RouteListener
            {
                Name = $"shop/edge/{hostname}",
                Hostname = hostname.Length == 0 ? null : hostname,
                HttpRoutes = [route],
            }).ToValueList(),
        };
        return Configs.Compile(new TrafficConfig { Ports = [port], Backends = [Configs.Good] }).Ports[0];
    }
}
