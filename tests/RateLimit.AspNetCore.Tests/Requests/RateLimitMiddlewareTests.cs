using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Requests;

public class RateLimitMiddlewareTests
{
    [Fact]
    public async Task Every_response_tells_the_limit_and_what_is_left()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(TestPlans.PerSecond(4));

        for (int left = 3; left >= 0; left--)
        {
            using HttpResponseMessage allowed = await app.GetAsync();
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
            FieldItem policy = Assert.Single(allowed.Policy());
            FieldItem level = Assert.Single(allowed.Level());
            Assert.Equal(("second", 4, 1), (policy.Name, policy.Number("q"), policy.Number("w")));
            Assert.Equal(("second", left, 1), (level.Name, level.Number("r"), level.Number("t")));
            Assert.Null(allowed.Text("Retry-After"));
            Assert.Null(allowed.Text("X-RateLimit-Limit"));
        }

        using HttpResponseMessage refused = await app.GetAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(0, Assert.Single(refused.Level()).Number("r"));
        Assert.Equal(4, Assert.Single(refused.Policy()).Number("q"));
        Assert.Equal("1", refused.Text("Retry-After"));
        Assert.Equal("Too many requests; retry after 1 s.\n", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_waits_as_long_as_Retry_After_says_is_admitted_and_who_does_not_is_refused()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(new TokenBucketLimit { Name = "minute", Rate = Rate.PerMinute(4), Burst = 1 });
        Assert.Equal(200, await app.StatusAsync());
        using HttpResponseMessage refused = await app.GetAsync();
        int seconds = int.Parse(refused.Text("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(15, seconds);
        app.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(429, await app.StatusAsync());
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, await app.StatusAsync());
    }

    [Theory]
    [InlineData(LegacyFields.Seconds, 43_200)]
    [InlineData(LegacyFields.UnixTime, 1_795_564_800)]
    public async Task All_limits_of_a_plan_are_told_and_the_tightest_is_told_to_older_clients(LegacyFields dialect, long reset)
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(
            (services, _) => services.AddGatehouseRateLimit(
                [TestPlans.Free(TestPlans.PerSecond(10), new QuotaLimit { Name = "day", Permits = 2, Period = QuotaPeriod.Day })],
                options => options.LegacyFields = dialect),
            static app => { app.UseGatehouseRateLimit(); app.MapGet("/", static () => "hello"); });

        using HttpResponseMessage response = await app.GetAsync();

        Assert.Equal(["second", "day"], response.Policy().Select(static item => item.Name));
        Assert.Equal([9, 1], response.Level().Select(static item => item.Number("r")));
        Assert.Equal(("2", "1"), (response.Text("X-RateLimit-Limit"), response.Text("X-RateLimit-Remaining")));
        Assert.InRange(long.Parse(response.Text("X-RateLimit-Reset")!, System.Globalization.CultureInfo.InvariantCulture), reset, reset + 1);
    }

    [Fact]
    public async Task A_failed_request_tells_its_limits_too()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(
            static (services, _) => services.AddGatehouseRateLimit([TestPlans.Bucket("free", 3)]),
            static app =>
            {
                app.UseExceptionHandler(static failed => failed.Run(static context => context.Response.WriteAsync("sorry")));
                app.UseGatehouseRateLimit();
                app.MapGet("/", IResult () => throw new InvalidOperationException("broken"));
            });

        using HttpResponseMessage response = await app.GetAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(2, Assert.Single(response.Level()).Number("r"));
    }

    [Fact]
    public async Task A_problem_is_told_where_problem_details_were_added()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(
            static (services, _) => services.AddProblemDetails().AddGatehouseRateLimit([TestPlans.Bucket("free", 1)]),
            static app => { app.UseGatehouseRateLimit(); app.MapGet("/", static () => "hello"); });
        await app.StatusAsync();

        using HttpResponseMessage problem = await app.GetAsync();
        using HttpResponseMessage text = await app.GetAsync("/", ("Accept", "text/plain"));

        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        using JsonDocument read = JsonDocument.Parse(await problem.Content.ReadAsStringAsync());
        Assert.Equal("https://iana.org/assignments/http-problem-types#quota-exceeded", read.RootElement.GetProperty("type").GetString());
        Assert.Equal(429, read.RootElement.GetProperty("status").GetInt32());
        Assert.Equal("second", read.RootElement.GetProperty("violated-policies")[0].GetString());
        Assert.Equal("1", problem.Text("Retry-After"));
        Assert.Equal("text/plain", text.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_gRPC_client_is_told_RESOURCE_EXHAUSTED()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(TestPlans.PerSecond(1));
        await app.StatusAsync();
        using ByteArrayContent content = new([]);
        content.Headers.ContentType = new("application/grpc+proto");

        using HttpResponseMessage refused = await app.Client.PostAsync(new Uri("/", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal("8", refused.Text("grpc-status"));
        Assert.Equal("application/grpc", refused.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_log_tells_why_a_request_was_refused()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(TestPlans.PerSecond(1));
        await app.StatusAsync();
        await app.StatusAsync();

        Assert.Equal("Information: refused by plan free limit second: RateExceeded, retry after 1 s", Assert.Single(app.Log.All));
    }

    [Fact]
    public async Task A_plan_without_limits_tells_nothing_and_a_dry_run_refuses_nobody()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(TestPlans.PerSecond(1) with { DryRun = true });

        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await app.GetAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Empty(response.Level());
        }

        Assert.Equal(2, app.Services.GetRequiredService<RateLimitPlans>().Default.Limiters[0].Statistics.DryRunRefused);
    }

    [Fact]
    public async Task A_plan_for_addresses_shields_before_the_customers_plan_and_both_are_told()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(
            static (services, _) => services.AddGatehouseRateLimit(
                [TestPlans.Bucket("free", 10), new Plan { Name = "shield", Limits = [TestPlans.PerSecond(2) with { Name = "address" }] }],
                static options =>
                {
                    options.Key = RequestKey.Customer(static context => context.Request.Query["customer"]);
                    options.DefaultPlan = "free";
                }),
            static app =>
            {
                app.UseGatehouseRateLimit("shield");
                app.UseGatehouseRateLimit();
                app.MapGet("/", static () => "hello");
            });

        using HttpResponseMessage first = await app.GetAsync("/?customer=a");
        Assert.Equal(["address", "second"], first.Level().Select(static item => item.Name).Order());
        Assert.Equal(200, await app.StatusAsync("/?customer=b"));
        Assert.Equal(429, await app.StatusAsync("/?customer=c"));
    }

    [Fact]
    public async Task The_middleware_without_plans_does_not_start()
    {
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => LimitedApplication.StartAsync(static (_, _) => { }, static app => app.UseGatehouseRateLimit()));
        Assert.Contains("AddGatehouseRateLimit", failure.Message, StringComparison.Ordinal);
    }
}
