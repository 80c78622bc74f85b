using Gatehouse.RateLimit;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests.Requests;

/// <summary>Which limits a request meets, and in which order.</summary>
public sealed class RateLimitTests
{
    private readonly RateLimits _world = new();

    [Fact]
    public void A_request_over_the_limit_is_429_and_the_limit_is_named()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 2)));

        Assert.Equal(2, _world.Admitted(2));
        RequestDecision refused = _world.Ask();

        Assert.Equal((429, RequestReason.RateLimited), (refused.StatusCode, refused.Reason));
        Assert.Equal("shop/route", refused.Rule!.RouteName);
        Assert.True(_world.Limits.IsRefused);
        Assert.Equal("shop/limits", _world.Limits.Policy);
        Assert.Equal(("second", AdmissionReason.RateExceeded), (_world.Limits.Decisive.Limit!.Name, _world.Limits.Decisive.Reason));
    }

    [Fact]
    public void Time_brings_permits_back()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 2)));
        Assert.Equal(2, _world.Admitted(5));

        _world.Time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(1, _world.Admitted(5));
    }

    [Theory]
    [InlineData("/named", "rule")]
    [InlineData("/", "route")]
    [InlineData("/other", "listener")]
    public void Only_the_most_specific_policy_holds(string path, string policy)
    {
        _world.Publish(RateLimits.Config(
            RateLimits.Policy("gateway", RateLimits.Gateway, RateLimits.Everybody, 1),
            RateLimits.Policy("listener", RateLimits.Listener, RateLimits.Everybody, 9),
            RateLimits.Policy("route", RateLimits.Route, RateLimits.Everybody, 9),
            RateLimits.Policy("rule", RateLimits.Rule, RateLimits.Everybody, 9)));

        Assert.Equal(9, _world.Admitted(20, path));
        Assert.Equal(policy, _world.Limits.Policy);
    }

    [Fact]
    public void A_Gateway_limits_the_routes_that_have_no_policy_of_their_own()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("gateway", RateLimits.Gateway, RateLimits.Everybody, 2)));

        // Each route has its own level: that is what the key says.
        Assert.Equal(2, _world.Admitted(5));
        Assert.Equal(2, _world.Admitted(5, "/other"));
    }

    [Fact]
    public void A_route_without_a_policy_is_not_limited()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("rule", RateLimits.Rule, RateLimits.Everybody, 1)));

        Assert.Equal(50, _world.Admitted(50, "/other"));
        Assert.Null(_world.Limits.Policy);
    }

    [Fact]
    public void Each_address_has_its_own_level()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Address, 2)));

        Assert.Equal(2, _world.Admitted(5, client: "192.0.2.1"));
        Assert.Equal(2, _world.Admitted(5, client: "192.0.2.2"));
        Assert.Equal(0, _world.Admitted(1, client: "::ffff:192.0.2.1"));
    }

    [Theory]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("192.0.2.1", "192.0.2.254", true)]
    [InlineData("192.0.2.1", "192.0.3.1", false)]
    public void Only_the_prefix_of_an_address_counts(string first, string second, bool isOneLevel)
    {
        LimitKeySource site = RateLimits.Address with { Ipv4PrefixLength = 24 };
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, site, 1)));

        Assert.Equal(1, _world.Admitted(1, client: first));
        Assert.Equal(isOneLevel ? 0 : 1, _world.Admitted(1, client: second));
    }

    [Fact]
    public void Each_value_of_a_header_has_its_own_level_and_requests_without_it_share_one()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Tenant, 2)));

        Assert.Equal(2, _world.Admitted(5, tenant: "a"));
        Assert.Equal(2, _world.Admitted(5, tenant: "b"));
        Assert.Equal(2, _world.Admitted(5));
        Assert.Equal(0, _world.Admitted(1, client: "192.0.2.77"));
    }

    [Fact]
    public void A_header_that_is_repeated_or_endless_names_nobody()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Tenant, 1)));
        Assert.Equal(1, _world.Admitted(1));

        Assert.Equal(RequestReason.RateLimited, _world.Ask(new TenantRequest("/", "a", "b")).Reason);
        Assert.Equal(RequestReason.RateLimited, _world.Ask(new TenantRequest("/", new string('x', Limits.KeyTextLengthMax + 1))).Reason);
        Assert.Equal(RequestAction.Forward, _world.Ask(new TenantRequest("/", new string('x', Limits.KeyTextLengthMax))).Action);
    }

    [Fact]
    public void An_address_is_asked_before_an_identity_and_a_refusal_there_charges_nobody()
    {
        RateLimitPolicy policy = RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Tenant, 3) with
        {
            Limits =
            [
                new KeyedLimit(RateLimits.Tenant, RateLimits.PerSecond("tenant", 3)),
                new KeyedLimit(RateLimits.Address, RateLimits.PerSecond("address", 1)),
            ],
        };
        _world.Publish(RateLimits.Config(policy));
        Assert.Equal(1, _world.Admitted(10, tenant: "a", client: "192.0.2.1"));
        Assert.Equal("address", _world.Limits.Decisive.Limit!.Name);
        Assert.Equal(1, _world.Limits.Decisions.Length);

        // The nine that the address refused cost the tenant nothing.
        Assert.Equal(1, _world.Admitted(1, tenant: "a", client: "192.0.2.2"));
        Assert.Equal(1, _world.Admitted(1, tenant: "a", client: "192.0.2.3"));

        // What the address was charged is not given back when the identity is refused.
        Assert.Equal(RequestReason.RateLimited, _world.Ask("/", "a", "192.0.2.4").Reason);
        Assert.Equal("tenant", _world.Limits.Decisive.Limit!.Name);
        Assert.Equal(0, _world.Admitted(1, tenant: "b", client: "192.0.2.4"));
    }

    [Fact]
    public void Of_one_phase_all_limits_are_charged_or_none()
    {
        RateLimitPolicy policy = RateLimits.OfCustomers("gold") with
        {
            Limits = [new KeyedLimit(RateLimits.Tenant, RateLimits.PerSecond("own", 1))],
        };
        _world.Publish(RateLimits.Config(policy));

        Assert.Equal(1, _world.Admitted(5, tenant: "a"));
        Assert.Equal(2, _world.Limits.Decisions.Length);
        Assert.Equal(2, _world.Limits.Decisions[1].Remaining);
        Assert.Equal((LimitOutcome.Refused, LimitOutcome.None), (_world.Limits.OutcomeOf(0), _world.Limits.OutcomeOf(1)));
        Assert.Equal((null, "gold"), (_world.Limits.PlanOf(0), _world.Limits.PlanOf(1)));
    }

    [Fact]
    public void A_dry_run_never_refuses_and_says_what_it_would_have_done()
    {
        RateLimitPolicy policy = RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 1);
        _world.Publish(RateLimits.Config(policy with { Limits = [new KeyedLimit(RateLimits.Everybody, RateLimits.PerSecond("second", 1) with { DryRun = true })] }));

        Assert.Equal(5, _world.Admitted(5));
        Assert.Equal(LimitOutcome.DryRunRefused, _world.Limits.OutcomeOf(0));
        Assert.Equal("", _world.Limits.PolicyField);
    }

    [Fact]
    public void Permits_of_a_concurrency_limit_are_held_until_they_are_released()
    {
        ConcurrencyLimit one = new() { Name = "parallel", Permits = 1, Lease = TimeSpan.FromSeconds(10) };
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 1) with { Limits = [new KeyedLimit(RateLimits.Everybody, one)] }));
        Assert.Equal(RequestAction.Forward, _world.Ask().Action);
        Assert.True(_world.Limits.HoldsPermits);

        // Other requests meanwhile, with room of their own.
        RequestLimits other = new(_world.Clock);
        Assert.Equal(RequestReason.RateLimited, AskWith(other));
        Assert.Equal(AdmissionReason.ConcurrencyExceeded, other.Decisive.Reason);
        Assert.Null(other.Decisive.RetryAfterSeconds);
        Assert.False(other.HoldsPermits);

        // For ten leases, renewed as a host does it.
        for (int i = 0; i < 100; i++)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(1));
            _world.Limits.Renew(_world.Clock.Now());
            Assert.Equal(RequestReason.RateLimited, AskWith(other));
        }

        _world.Limits.Release();
        Assert.False(_world.Limits.HoldsPermits);
        Assert.Equal(RequestReason.Forwarded, AskWith(other));
    }

    [Fact]
    public void Permits_that_nobody_renews_run_out()
    {
        ConcurrencyLimit one = new() { Name = "parallel", Permits = 1, Lease = TimeSpan.FromSeconds(10) };
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 1) with { Limits = [new KeyedLimit(RateLimits.Everybody, one)] }));
        Assert.Equal(RequestAction.Forward, _world.Ask().Action);

        _world.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(RequestReason.Forwarded, AskWith(new RequestLimits(_world.Clock)));
    }

    [Fact]
    public void A_request_that_is_to_be_limited_does_not_pass_without_room_for_its_charges()
    {
        _world.Publish(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 2)));
        RequestDecision decision = TrafficPipeline.Request(_world.Port, new GetRequest("/"), roll: 0);

        Assert.Equal((500, RequestReason.RateLimitUnavailable), (decision.StatusCode, decision.Reason));
        Assert.True(_world.Port.HasRateLimits);
    }

    [Fact]
    public void Without_a_registry_nothing_that_is_to_be_limited_passes()
    {
        PortSnapshot port = Configs.Compile(RateLimits.Config(RateLimits.Policy("shop/limits", RateLimits.Route, RateLimits.Everybody, 2))).Ports[0];
        RequestLimits limits = new(_world.Clock);

        Assert.Equal(RequestReason.RateLimitUnavailable, TrafficPipeline.Request(port, new GetRequest("/"), 0, null, limits).Reason);
    }

    [Fact]
    public void A_limited_request_allocates_nothing()
    {
        RateLimitPolicy policy = RateLimits.OfCustomers("free") with
        {
            Limits =
            [
                new KeyedLimit(RateLimits.Everybody, RateLimits.PerSecond("all", 1_000_000)),
                new KeyedLimit(RateLimits.Address, RateLimits.PerSecond("address", 3)),
                new KeyedLimit(RateLimits.Tenant, new ConcurrencyLimit { Name = "parallel", Permits = 1_000 }),
            ],
        };
        _world.Publish(RateLimits.Config(policy) with { Customers = [new Customer("acme", "gold")] });
        TenantRequest request = new("/", "acme");
        System.Net.IPAddress client = System.Net.IPAddress.IPv6Loopback;

        Assert.Equal(0, Allocations.Of(() =>
        {
            _world.Limits.Begin(client);
            TrafficPipeline.Request(_world.Port, in request, 0, null, _world.Limits);
            _ = _world.Limits.PolicyField;
            _world.Limits.Release();
        }));
        Assert.True(_world.Limits.IsRefused);
        Assert.Equal("""
            "all";q=1000000;w=1, "address";q=3;w=1
            """, _world.Limits.PolicyField);
    }

    private RequestReason AskWith(RequestLimits limits)
    {
        limits.Begin(null);
        return TrafficPipeline.Request(_world.Port, new TenantRequest("/"), 0, null, limits).Reason;
    }
}
