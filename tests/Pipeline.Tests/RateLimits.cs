using System.Net;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;
using Gatehouse.Routing;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.Pipeline.Tests;

/// <summary>A pipeline whose configuration has rate limits, with a clock that a test moves.</summary>
internal sealed class RateLimits
{
    private readonly SnapshotHolder _holder = new();
    private readonly SnapshotPublisher _publisher;

    internal RateLimits(ICustomerStore? store = null)
    {
        Clock = new LimitClock(Time);
        Limits = new RequestLimits(Clock, store);
        _publisher = new SnapshotPublisher(_holder, new LimitRegistry(new LimitRegistryOptions { KeysPerLimiter = 1_000 }, Clock), Clock);
    }

    internal FakeTimeProvider Time { get; } = new();

    internal LimitClock Clock { get; }

    /// <summary>Of the last request.</summary>
    internal RequestLimits Limits { get; }

    internal PortSnapshot Port => _holder.Current.Ports[0];

    internal static Plan Free { get; } = new() { Name = "free", Limits = [PerSecond("second", 1)] };

    internal static Plan Gold { get; } = new() { Name = "gold", Limits = [PerSecond("second", 3)] };

    internal static RateLimitTarget Gateway { get; } = new(RateLimitTargetKind.Gateway, "shop/edge");

    internal static RateLimitTarget Listener { get; } = new(RateLimitTargetKind.Gateway, "shop/edge", "shop/edge/http");

    internal static RateLimitTarget Route { get; } = new(RateLimitTargetKind.HttpRoute, "shop/route");

    internal static RateLimitTarget Rule { get; } = new(RateLimitTargetKind.HttpRoute, "shop/route", "rule");

    internal static LimitKeySource Everybody { get; } = new(LimitKeyType.Route);

    internal static LimitKeySource Address { get; } = new(LimitKeyType.ClientAddress);

    internal static LimitKeySource Tenant { get; } = new(LimitKeyType.Header, "X-Tenant");

    internal static Limit PerSecond(string name, long permits) => new TokenBucketLimit { Name = name, Rate = Rate.PerSecond(permits) };

    /// <summary>A policy with one limit that admits so many requests.</summary>
    internal static RateLimitPolicy Policy(string name, RateLimitTarget target, LimitKeySource key, long permits) =>
        new() { Name = name, Targets = [target], Limits = [new KeyedLimit(key, PerSecond("second", permits))] };

    internal static RateLimitPolicy OfCustomers(string defaultPlan) =>
        new() { Name = "shop/customers", Targets = [Route], Plans = new CustomerPlans(Tenant, defaultPlan) };

    internal static TrafficConfig Config(params ReadOnlySpan<RateLimitPolicy> policies)
    {
        HttpRoute route = new()
        {
            Name = "shop/route",
            Rules =
            [
                new HttpRouteRule { Name = "rule", Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/named") }], Backends = [Configs.ToGood] },
                new HttpRouteRule { Backends = [Configs.ToGood] },
            ],
        };
        HttpRoute other = new()
        {
            Name = "shop/other",
            Rules = [new HttpRouteRule { Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/other") }], Backends = [Configs.ToGood] }],
        };
        return Configs.WithRoute(route) with
        {
            Ports = [Configs.Port("shop/edge", 8080, route, other)],
            Plans = [Free, Gold],
            RateLimitPolicies = ValueList.Create(policies),
        };
    }

    /// <summary>Publishes a configuration, which must have no errors.</summary>
    internal DiagnosticBag Publish(TrafficConfig config)
    {
        DiagnosticBag diagnostics = new();
        PublishOutcome outcome = _publisher.Publish(new ConfigReading(config, diagnostics)).Outcome;
        Assert.True(outcome == PublishOutcome.Published, string.Join('\n', diagnostics));
        return diagnostics;
    }

    internal RequestDecision Ask(string path = "/", string? tenant = null, string client = "192.0.2.1") =>
        Ask(new TenantRequest(path, tenant is null ? [] : [tenant]), client);

    internal RequestDecision Ask(TenantRequest request, string client = "192.0.2.1")
    {
        Limits.Begin(IPAddress.Parse(client));
        return TrafficPipeline.Request(Port, in request, roll: 0, connection: null, Limits);
    }

    /// <summary>How many of so many requests are admitted.</summary>
    internal int Admitted(int requests, string path = "/", string? tenant = null, string client = "192.0.2.1") =>
        Enumerable.Range(0, requests).Count(_ => Ask(path, tenant, client).Action == RequestAction.Forward);
}

/// <summary>A GET whose only header names a tenant, on as many lines as given.</summary>
internal readonly struct TenantRequest(string path, params string[] tenants) : IHttpRequestView
{
    public ReadOnlySpan<char> Method => "GET";

    public ReadOnlySpan<char> Host => "shop.example";

    public ReadOnlySpan<char> Path => path;

    public ReadOnlySpan<char> Query => default;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        bool isTenant = name.Value == "x-tenant";
        value = isTenant && (uint)index < (uint)tenants.Length ? tenants[index] : default(ReadOnlySpan<char>);
        return isTenant ? tenants.Length : 0;
    }
}
