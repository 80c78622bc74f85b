using System.Net;

namespace Gatehouse.Resilience.Tests;

public class RoundRobinLoadBalancerTests
{
    private static readonly UpstreamEndpoint[] Three =
        [.. Enumerable.Range(1, 3).Select(i => new UpstreamEndpoint(new IPEndPoint(IPAddress.Loopback, i)))];

    [Fact]
    public void Nobody_answers_for_nobody() => Assert.Null(new RoundRobinLoadBalancer().Pick([]));

    [Fact]
    public void Each_has_its_turn()
    {
        RoundRobinLoadBalancer balancer = new();

        UpstreamEndpoint[] picked = [.. Enumerable.Range(0, 6).Select(_ => balancer.Pick(Three)!)];

        Assert.Equal([.. Three, .. Three], picked);
    }

    [Fact]
    public void A_backend_keeps_its_turn_over_a_reload()
    {
        LoadBalancerRegistry registry = new();
        registry.For("a").Pick(Three);
        registry.For("b").Pick(Three);

        registry.Retain(id => id == "a");

        Assert.Equal(1, registry.Count);
        Assert.Equal(Three[1], registry.For("a").Pick(Three));
        Assert.Equal(Three[0], registry.For("b").Pick(Three));
    }
}
