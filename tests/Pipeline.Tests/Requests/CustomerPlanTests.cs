using System.Diagnostics.CodeAnalysis;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline.Tests.Requests;

/// <summary>Which plan a customer has.</summary>
public sealed class CustomerPlanTests
{
    private static readonly Customer Acme = new("acme", "gold");

    [Fact]
    public void A_customer_has_its_plan_and_everybody_else_the_default_one()
    {
        RateLimits world = new();
        world.Publish(RateLimits.Config(RateLimits.OfCustomers("free")) with { Customers = [Acme] });

        Assert.Equal(3, world.Admitted(5, tenant: "acme"));
        Assert.Equal("gold", world.Limits.Plan);
        Assert.Equal(1, world.Admitted(5, tenant: "nobody-knows"));
        Assert.Equal("free", world.Limits.Plan);
    }

    [Fact]
    public void Whoever_invents_names_has_no_more_than_one_level()
    {
        RateLimits world = new();
        world.Publish(RateLimits.Config(RateLimits.OfCustomers("free")) with { Customers = [Acme] });

        Assert.Equal(1, world.Admitted(5, tenant: "nobody-knows", client: "192.0.2.1"));
        Assert.Equal(0, world.Admitted(5, tenant: "nobody-either", client: "192.0.2.1"));
        Assert.Equal(0, world.Admitted(5, client: "192.0.2.1"));
        Assert.Equal(1, world.Admitted(5, tenant: "nobody-either", client: "192.0.2.2"));
    }

    [Fact]
    public void Who_has_no_name_is_told_apart_by_address()
    {
        RateLimits world = new();
        world.Publish(RateLimits.Config(RateLimits.OfCustomers("free")) with { Customers = [Acme] });

        Assert.Equal(1, world.Admitted(5, client: "192.0.2.1"));
        Assert.Equal("free", world.Limits.Plan);
        Assert.Equal(1, world.Admitted(5, client: "192.0.2.2"));
    }

    [Fact]
    public void Nobody_can_charge_another_one_by_a_name_that_looks_like_an_address()
    {
        RateLimits world = new();
        world.Publish(RateLimits.Config(RateLimits.OfCustomers("free")));
        Assert.Equal(1, world.Admitted(1, tenant: "AAAA"));

        Assert.Equal(1, world.Admitted(1, client: "65.65.65.65"));
    }

    [Fact]
    public void A_store_knows_more_customers_but_the_configuration_comes_first()
    {
        RateLimits world = new(new Store { ["acme"] = "free", ["stored"] = "gold", ["mistaken"] = "gone", ["sly"] = "policy/shop/customers" });
        world.Publish(RateLimits.Config(RateLimits.OfCustomers("free")) with { Customers = [Acme] });

        Assert.Equal(3, world.Admitted(5, tenant: "acme"));
        Assert.Equal(3, world.Admitted(5, tenant: "stored"));
        Assert.Equal(1, world.Admitted(5, tenant: "mistaken"));
        Assert.Equal(1, world.Admitted(5, tenant: "sly"));
    }

    [Fact]
    public void A_customer_whose_plan_does_not_exist_has_the_default_plan()
    {
        RateLimits world = new(new Store { ["acme"] = "gold" });
        DiagnosticBag found = world.Publish(RateLimits.Config(RateLimits.OfCustomers("free")) with { Customers = [Acme with { Plan = "gone" }] });

        Assert.Equal("LK6013", Assert.Single(found).Id);
        Assert.Equal(1, world.Admitted(5, tenant: "acme"));
    }

    [Fact]
    public void Without_its_default_plan_a_policy_lets_nobody_pass()
    {
        RateLimits world = new();
        DiagnosticBag found = world.Publish(RateLimits.Config(RateLimits.OfCustomers("gone")) with { Customers = [Acme] });

        Assert.Equal(("LK6011", DiagnosticSeverity.Warning), (Assert.Single(found).Id, Assert.Single(found).Severity));
        RequestDecision decision = world.Ask("/", "acme");
        Assert.Equal((500, RequestReason.RateLimitUnavailable), (decision.StatusCode, decision.Reason));
        Assert.Equal("shop/customers", world.Limits.Policy);
        Assert.False(world.Limits.IsRefused);
        Assert.Equal(RequestAction.Forward, world.Ask("/other").Action);
    }

    [Fact]
    public void What_costs_more_than_the_plan_ever_has_is_refused_without_a_time()
    {
        RateLimits world = new();
        world.Publish(RateLimits.Config(RateLimits.OfCustomers("free") with { Plans = new CustomerPlans(RateLimits.Tenant, "free", Cost: 2) }) with { Customers = [Acme] });

        Assert.Equal(429, world.Ask("/", "nobody-knows").StatusCode);
        Assert.Equal(AdmissionReason.CostAboveLimit, world.Limits.Decisive.Reason);
        Assert.Null(world.Limits.Decisive.RetryAfterSeconds);
        Assert.Equal(1, world.Admitted(5, tenant: "acme"));
    }

    [Fact]
    public void A_plan_is_the_customers_whichever_route_is_asked()
    {
        RateLimits world = new();
        world.Publish(RateLimits.Config(RateLimits.OfCustomers("free") with { Targets = [RateLimits.Gateway] }) with { Customers = [Acme] });

        Assert.Equal(2, world.Admitted(2, "/", "acme"));
        Assert.Equal(1, world.Admitted(5, "/other", "acme"));
    }

    private sealed class Store : Dictionary<string, string>, ICustomerStore
    {
        public bool TryFindPlan(ReadOnlySpan<char> customer, [NotNullWhen(true)] out string? plan) => TryGetValue(customer.ToString(), out plan);
    }
}
