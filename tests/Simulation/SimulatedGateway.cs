using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;
using Gatehouse.Routing;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.Simulation;

/// <summary>Everything of a gateway but its sockets, on a clock that a simulation moves.</summary>
internal sealed class SimulatedGateway
{
    private readonly SnapshotHolder _holder = new();
    private readonly SnapshotPublisher _publisher;

    internal SimulatedGateway()
    {
        Clock = new LimitClock(Time);
        _publisher = new SnapshotPublisher(_holder, new LimitRegistry(new LimitRegistryOptions { Seed = 1, KeysPerLimiter = 1_000 }, Clock), Clock);
    }

    internal FakeTimeProvider Time { get; } = new();

    internal LimitClock Clock { get; }

    internal TrafficSnapshot Snapshot => _holder.Current;

    /// <summary>Publishes; the configuration is another one each time.</summary>
    internal void Publish(TrafficConfig config)
    {
        DiagnosticBag diagnostics = new();
        PublishResult result = _publisher.Publish(new ConfigReading(config, diagnostics));
        Assert.True(result.Outcome == PublishOutcome.Published, $"{result.Outcome}: {string.Join('\n', diagnostics)}");
    }

    internal static RequestDecision Ask(TrafficSnapshot snapshot, string customer, RequestLimits limits)
    {
        limits.Begin(null);
        ShopRequest request = new(customer);
        return TrafficPipeline.Request(snapshot.Ports[0], in request, roll: 0, connection: null, limits);
    }

    /// <summary>A shop whose customers have those plans; the version makes it another configuration.</summary>
    internal static TrafficConfig Shop(int version, ValueList<Plan> plans, ValueList<Customer> customers, ValueList<KeyedLimit> limits) => new()
    {
        Ports =
        [
            new GatewayPort
            {
                Gateway = "shop/edge",
                Port = 80,
                Listeners =
                [
                    new RouteListener
                    {
                        Name = "shop/edge/http",
                        HttpRoutes =
                        [
                            new HttpRoute
                            {
                                Name = "shop/products",
                                Rules = [new HttpRouteRule { Name = $"version-{version}", Backends = [new BackendRef { Id = "shop/products:80" }] }],
                            },
                        ],
                    },
                ],
            },
        ],
        Backends = [new Backend { Id = "shop/products:80", Endpoints = [new BackendEndpoint("10.0.0.1", 80)] }],
        Plans = plans,
        Customers = customers,
        RateLimitPolicies =
        [
            new RateLimitPolicy
            {
                Name = "shop/limits",
                Targets = [new RateLimitTarget(RateLimitTargetKind.HttpRoute, "shop/products")],
                Limits = limits,
                Plans = new CustomerPlans(new LimitKeySource(LimitKeyType.Header, ShopRequest.CustomerHeader), "free"),
            },
        ],
    };
}
