using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Plans;

/// <summary>Which plan a request is charged to, and under whose name.</summary>
public class PlanChoiceTests
{
    private static readonly Plan[] All = [TestPlans.Bucket("free", 1), TestPlans.Bucket("gold", 3), TestPlans.Bucket("search", 2)];

    [Fact]
    public async Task Customers_have_their_plans_and_do_not_share()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(3, await AdmittedAsync(app, 5, "/", "alice"));
        Assert.Equal(3, await AdmittedAsync(app, 5, "/", "bob"));
    }

    [Fact]
    public async Task Names_that_nobody_knows_share_the_default_plan_of_their_address()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(1, await AdmittedAsync(app, 1, "/", "made-up-1"));
        Assert.Equal(0, await AdmittedAsync(app, 1, "/", "made-up-2"));
        Assert.Equal(0, await AdmittedAsync(app, 1, "/", customer: null));
    }

    [Fact]
    public async Task A_plan_that_is_not_configured_is_the_default_plan_and_the_log_says_so_once()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(1, await AdmittedAsync(app, 3, "/", "stale"));
        Assert.Single(app.Log.All, "Warning: plan removed is not configured, so free serves; told once until plans change");
    }

    [Fact]
    public async Task Endpoints_that_name_a_plan_share_it_and_leave_the_customers_alone()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(1, await AdmittedAsync(app, 1, "/search", "alice"));
        Assert.Equal(1, await AdmittedAsync(app, 3, "/find", "alice"));
        Assert.Equal(3, await AdmittedAsync(app, 5, "/", "alice"));
    }

    [Fact]
    public async Task An_endpoint_may_say_whose_level_it_charges()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(1, await AdmittedAsync(app, 1, "/together", "alice"));
        Assert.Equal(1, await AdmittedAsync(app, 2, "/together", "bob"));
    }

    [Fact]
    public async Task A_costly_endpoint_is_charged_more_and_one_that_costs_too_much_is_refused_for_good()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(1, await AdmittedAsync(app, 2, "/report", "alice"));
        Assert.Equal(1, await AdmittedAsync(app, 2, "/", "alice"));
        using HttpResponseMessage refused = await app.GetAsync("/archive", ("x-customer", "bob"));
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Null(refused.Text("Retry-After"));
        Assert.Equal("The request costs more than its limit ever allows.\n", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_exempt_group_is_neither_charged_nor_told_but_its_endpoints_may_have_plans()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(5, await AdmittedAsync(app, 5, "/open/health", "alice"));
        using HttpResponseMessage response = await app.GetAsync("/open/health");
        Assert.Null(response.Text("RateLimit"));
        Assert.Equal(2, await AdmittedAsync(app, 3, "/open/search", "bob"));
    }

    [Fact]
    public async Task What_no_endpoint_answers_is_charged_as_well()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal(404, await app.StatusAsync("/nowhere", ("x-customer", "unknown")));
        Assert.Equal(429, await app.StatusAsync("/nowhere", ("x-customer", "unknown")));
    }

    private static Task<LimitedApplication> StartAsync() => LimitedApplication.StartAsync(
        static (services, _) => services.AddGatehouseRateLimit(All, static options =>
        {
            options.Key = RequestKey.Header("x-customer");
            options.PlanOf = static (_, customer) => customer switch { "alice" or "bob" => "gold", "stale" => "removed", _ => null };
            options.DefaultPlan = "free";
        }),
        static app =>
        {
            app.UseGatehouseRateLimit();
            app.MapGet("/", static () => "hello");
            app.MapGet("/search", [RateLimitPlan("search")] static () => "found");
            app.MapGet("/find", static () => "found").WithRateLimitPlan("search");
            app.MapGet("/together", static () => "hello").WithRateLimitPlan("search", RequestKey.Everybody);
            app.MapGet("/report", static () => "long").WithRateLimitCost(2);
            app.MapGet("/archive", static () => "longer").WithRateLimitCost(4);
            RouteGroupBuilder open = app.MapGroup("/open").DisableRateLimit();
            open.MapGet("/health", static () => "well");
            open.MapGet("/search", static () => "found").WithRateLimitPlan("search");
        });

    private static async Task<int> AdmittedAsync(LimitedApplication app, int requests, string path, string? customer)
    {
        int admitted = 0;

        for (int i = 0; i < requests; i++)
        {
            admitted += await app.StatusAsync(path, customer is null ? [] : [("x-customer", customer)]) == 200 ? 1 : 0;
        }

        return admitted;
    }
}
