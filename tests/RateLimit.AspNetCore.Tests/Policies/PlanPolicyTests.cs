using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Policies;

/// <summary>Plans behind ASP.NET Core's own rate-limiting middleware.</summary>
public class PlanPolicyTests
{
    [Fact]
    public async Task A_policy_limits_by_plan_and_customer_and_refuses_truly()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal("200 429", await app.StatusesAsync("/", "/"));
        Assert.Equal("200 200", await app.StatusesAsync("/?customer=gold", "/?customer=gold"));
        using HttpResponseMessage refused = await app.GetAsync("/?customer=gold");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("30", refused.Text("Retry-After"));
        Assert.Equal("Too many requests; retry after 30 s.\n", await refused.Content.ReadAsStringAsync());
        Assert.Contains("Information: refused by plan gold limit minute: RateExceeded, retry after 30 s", app.Log.All);

        app.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("200 429", await app.StatusesAsync("/?customer=gold", "/?customer=gold"));
    }

    [Fact]
    public async Task A_policy_may_have_a_plan_and_a_key_of_its_own_and_leaves_other_endpoints_alone()
    {
        await using LimitedApplication app = await StartAsync();

        Assert.Equal("200 200 429", await app.StatusesAsync("/login?customer=a", "/login?customer=b", "/login"));
        Assert.Equal("200 200 200", await app.StatusesAsync("/open", "/open", "/open"));
    }

    [Fact]
    public async Task A_concurrency_permit_is_given_back_when_the_response_is_done()
    {
        await using LimitedApplication app = await StartAsync();

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(200, await app.StatusAsync("/work"));
        }
    }

    [Fact]
    public async Task A_reload_is_followed_by_the_partitions_there_are()
    {
        using ConfigurationManager configuration = new();
        configuration["RateLimit:Plans:free:Limits:minute:Rate"] = "1/minute";
        await using LimitedApplication app = await LimitedApplication.StartAsync(
            (services, _) => services
                .AddGatehouseRateLimit(configuration.GetSection("RateLimit"))
                .AddRateLimiter(static options => options.AddGatehousePolicy("plans")),
            static app => { app.UseRateLimiter(); app.MapGet("/", static () => "hello").RequireRateLimiting("plans"); });
        Assert.Equal("200 429", await app.StatusesAsync("/", "/"));

        configuration["RateLimit:Plans:free:Limits:minute:Rate"] = "9/minute";
        configuration["RateLimit:Plans:free:Limits:day:Quota"] = "2/day";
        ((IConfigurationRoot)configuration).Reload();

        Assert.Equal("200 200 429", await app.StatusesAsync("/", "/", "/"));
    }

    [Fact]
    public async Task The_partitioned_limiter_serves_as_the_global_limiter()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(
            static (services, _) =>
            {
                services.AddGatehouseRateLimit([TestPlans.Bucket("free", 2)]).AddRateLimiter(static _ => { });
                services.AddOptions<RateLimiterOptions>().Configure<RateLimitPlans, LimitClock>(static (options, plans, clock) =>
                    options.GlobalLimiter = new PlanPartitionedRateLimiter<HttpContext>(plans.PartitionOf, clock));
            },
            static app => { app.UseRateLimiter(); app.MapGet("/", static () => "hello"); });

        Assert.Equal("200 200 503", await app.StatusesAsync("/", "/", "/"));
    }

    [Fact]
    public void A_partition_is_dropped_by_its_use_and_not_by_its_quota()
    {
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time = new();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddGatehouseRateLimit([TestPlans.Free(new QuotaLimit { Name = "month", Permits = 1, Period = QuotaPeriod.Month })])
            .BuildServiceProvider();
        PartitionLimiter limiter = new(services.GetRequiredService<RateLimitPlans>(), services.GetRequiredService<LimitClock>(), default);

        Assert.True(limiter.AttemptAcquire().IsAcquired);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(TimeSpan.FromSeconds(11), limiter.IdleDuration);
        limiter.Dispose();

        using RateLimitLease late = limiter.AttemptAcquire();
        Assert.False(late.IsAcquired);
    }

    private static Task<LimitedApplication> StartAsync() => LimitedApplication.StartAsync(
        static (services, _) => services
            .AddGatehouseRateLimit(
                [
                    new Plan { Name = "free", Limits = [PerMinute(1)] },
                    new Plan { Name = "gold", Limits = [PerMinute(2)] },
                    new Plan { Name = "login", Limits = [PerMinute(2)] },
                    new Plan { Name = "work", Limits = [new ConcurrencyLimit { Name = "at-once", Permits = 1 }] },
                ],
                static options =>
                {
                    options.Key = RequestKey.Customer(static context => context.Request.Query["customer"]);
                    options.PlanOf = static (_, customer) => customer;
                    options.DefaultPlan = "free";
                })
            .AddRateLimiter(static options => options
                .AddGatehousePolicy("plans")
                .AddGatehousePolicy("login", "login", RequestKey.ClientAddress)
                .AddGatehousePolicy("work", "work")),
        static app =>
        {
            app.UseRateLimiter();
            app.MapGet("/", static () => "hello").RequireRateLimiting("plans");
            app.MapGet("/login", static () => "hello").RequireRateLimiting("login");
            app.MapGet("/work", static () => "done").RequireRateLimiting("work");
            app.MapGet("/open", static () => "hello");
        });

    private static TokenBucketLimit PerMinute(long permits) => new() { Name = "minute", Rate = Rate.PerMinute(permits) };
}
