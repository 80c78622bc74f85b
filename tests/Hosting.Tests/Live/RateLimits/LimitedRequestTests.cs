using System.Diagnostics.CodeAnalysis;
using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;

namespace Gatehouse.Hosting.Tests.RateLimits;

/// <summary>Who is admitted, counted by real clients while the test's clock stands still.</summary>
public sealed class LimitedRequestTests
{
    private static readonly Plan[] Plans = [PlanOf("a", 1_000), PlanOf("b", 100), PlanOf("free", 10)];

    [Fact]
    public async Task Customer_A_has_1000_a_second_B_100_and_everybody_else_10()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(OfPlans);

        for (int second = 0; second < 2; second++)
        {
            Assert.Equal(1_000, await gateway.AdmittedAsync(1_020, "acme"));
            Assert.Equal(100, await gateway.AdmittedAsync(120, "bolt"));
            Assert.Equal(10, await gateway.AdmittedAsync(30, "nobody-knows"));
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // However long nobody asks, what is saved is one burst.
        gateway.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, await gateway.AdmittedAsync(30, "nobody-knows"));
    }

    [Fact]
    public async Task A_reload_keeps_the_level()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(OfPlans);
        Assert.Equal(10, await gateway.AdmittedAsync(15, "nobody-knows"));

        await gateway.ReplaceAsync(config => OfPlans(config) with { Customers = [new Customer("acme", "b")] });

        Assert.Equal(0, await gateway.AdmittedAsync(5, "nobody-knows"));
        gateway.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(3, await gateway.AdmittedAsync(5, "nobody-knows"));
    }

    [Fact]
    public async Task The_host_may_know_more_customers()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(OfPlans, configure: g => g.UseCustomers(new Store()));

        Assert.Equal(100, await gateway.AdmittedAsync(120, "stored"));
        Assert.Equal(10, await gateway.AdmittedAsync(30, "nobody-knows"));
    }

    [Fact]
    public async Task Behind_a_trusted_hop_the_client_counts_and_of_IPv6_its_site()
    {
        KeyedLimit byAddress = new(new LimitKeySource(LimitKeyType.ClientAddress), LimitedGateway.Bucket("address", 2));
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(
            LimitedGateway.Policy(byAddress), configure: g => g.Configure(options => options.Forwarding.TrustedHops = 1));

        Assert.Equal(2, await gateway.AdmittedAsync(4, forwardedFor: "192.0.2.1"));
        Assert.Equal(2, await gateway.AdmittedAsync(4, forwardedFor: "203.0.113.9, 192.0.2.2"));
        Assert.Equal(1, await gateway.AdmittedAsync(1, forwardedFor: "2001:db8:0:1::1"));
        Assert.Equal(1, await gateway.AdmittedAsync(4, forwardedFor: "2001:db8:0:1:8000::2"));
        Assert.Equal(2, await gateway.AdmittedAsync(4, forwardedFor: "2001:db8:0:2::1"));
    }

    [Fact]
    public async Task What_a_stranger_claims_to_be_does_not_count()
    {
        KeyedLimit byAddress = new(new LimitKeySource(LimitKeyType.ClientAddress), LimitedGateway.Bucket("address", 2));
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(LimitedGateway.Policy(byAddress));

        Assert.Equal(2, await gateway.AdmittedAsync(3, forwardedFor: "192.0.2.1"));
        Assert.Equal(0, await gateway.AdmittedAsync(3, forwardedFor: "192.0.2.2"));
    }

    [Fact]
    public async Task A_dry_run_refuses_nobody_and_is_not_told()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(
            LimitedGateway.Policy(LimitedGateway.ByRoute(LimitedGateway.Bucket("tried", 1, isDryRun: true))));

        Assert.Equal(5, await gateway.AdmittedAsync(5));
        LimitedAnswer answer = await gateway.GetAsync();
        Assert.Null(answer["RateLimit"]);
        Assert.Null(answer["RateLimit-Policy"]);
        Assert.Null(answer["X-RateLimit-Limit"]);
    }

    [Fact]
    public async Task A_policy_whose_plan_is_missing_lets_nobody_pass()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(config => OfPlans(config) with { Plans = [] });

        LimitedAnswer answer = await gateway.GetAsync("acme");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Null(answer["RateLimit"]);
    }

    private static TrafficConfig OfPlans(TrafficConfig config) => config with
    {
        Plans = [.. Plans],
        Customers = [new Customer("acme", "a"), new Customer("bolt", "b")],
        RateLimitPolicies = [LimitedGateway.Policy() with { Plans = new CustomerPlans(LimitedGateway.Customer, "free") }],
    };

    private static Plan PlanOf(string name, long permits) => new() { Name = name, Limits = [LimitedGateway.Bucket("second", permits)] };

    private sealed class Store : ICustomerStore
    {
        public bool TryFindPlan(ReadOnlySpan<char> customer, [NotNullWhen(true)] out string? plan)
        {
            plan = customer is "stored" ? "b" : null;
            return plan is not null;
        }
    }
}
