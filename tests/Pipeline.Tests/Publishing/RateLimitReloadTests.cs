using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline.Tests.Publishing;

/// <summary>Levels outlive configurations.</summary>
public sealed class RateLimitReloadTests
{
    private readonly RateLimits _world = new();

    [Fact]
    public void A_reload_refills_nothing()
    {
        _world.Publish(Of(10));
        Assert.Equal(10, _world.Admitted(20));

        _world.Publish(Of(10) with { Backends = [Configs.Good, Configs.Empty] });

        Assert.Equal(0, _world.Admitted(20));
    }

    [Fact]
    public void A_larger_burst_gives_the_difference()
    {
        _world.Publish(Of(10));
        Assert.Equal(10, _world.Admitted(20));

        _world.Publish(Of(15));

        Assert.Equal(5, _world.Admitted(20));
    }

    [Fact]
    public void A_policy_that_goes_and_returns_finds_its_levels()
    {
        _world.Publish(Of(10));
        Assert.Equal(10, _world.Admitted(20));

        _world.Publish(RateLimits.Config() with { Plans = [] });
        Assert.Equal(20, _world.Admitted(20));
        _world.Publish(Of(10));

        Assert.Equal(0, _world.Admitted(20));
    }

    [Fact]
    public void A_customer_that_changes_its_plan_begins_with_a_full_one()
    {
        TrafficConfig config = RateLimits.Config(RateLimits.OfCustomers("free"));
        _world.Publish(config with { Customers = [new Customer("acme", "free")] });
        Assert.Equal(1, _world.Admitted(5, tenant: "acme"));

        _world.Publish(config with { Customers = [new Customer("acme", "gold")] });

        Assert.Equal(3, _world.Admitted(5, tenant: "acme"));
    }

    [Fact]
    public void A_request_of_a_retired_configuration_charges_the_same_levels()
    {
        _world.Publish(Of(10));
        PortSnapshot retired = _world.Port;
        _world.Publish(Of(10) with { Backends = [Configs.Good] });
        RequestLimits limits = new(_world.Clock);
        TenantRequest request = new("/");

        for (int i = 0; i < 4; i++)
        {
            limits.Begin(null);
            Assert.Equal(RequestAction.Forward, TrafficPipeline.Request(retired, in request, 0, null, limits).Action);
        }

        Assert.Equal(6, _world.Admitted(20));
    }

    [Fact]
    public void A_permit_that_was_taken_before_a_reload_is_given_back_after_it()
    {
        RateLimitPolicy policy = RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 1) with
        {
            Limits = [new KeyedLimit(RateLimits.Everybody, new ConcurrencyLimit { Name = "parallel", Permits = 1 })],
        };
        RequestLimits before = new(_world.Clock);
        TenantRequest request = new("/");
        _world.Publish(RateLimits.Config(policy));
        before.Begin(null);
        Assert.Equal(RequestAction.Forward, TrafficPipeline.Request(_world.Port, in request, 0, null, before).Action);

        _world.Publish(RateLimits.Config(policy) with { Backends = [Configs.Good] });

        Assert.Equal(0, _world.Admitted(1));
        before.Release();
        Assert.Equal(1, _world.Admitted(1));
    }

    [Fact]
    public void A_policy_may_have_a_long_name_and_the_name_of_a_plan()
    {
        string longName = $"shop/{new string('x', 300)}";
        _world.Publish(RateLimits.Config(
            RateLimits.Policy("free", RateLimits.Rule, RateLimits.Everybody, 2),
            RateLimits.Policy(longName, RateLimits.Route, RateLimits.Everybody, 3)));

        Assert.Equal(2, _world.Admitted(5, "/named"));
        Assert.Equal(3, _world.Admitted(5));
        Assert.Equal(longName, _world.Limits.Policy);
    }

    [Fact]
    public void A_mistake_in_a_limit_is_told_of_the_policy()
    {
        Primitives.Diagnostics.DiagnosticBag found = new();
        new TrafficCompiler().Compile(Of(0), found);

        Assert.Equal("RateLimitPolicy shop/limits: error RL2007: limits[0].rate", Assert.Single(found).ToString().Split(": must")[0]);
    }

    private static TrafficConfig Of(long permits) =>
        RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, permits));
}
