using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;
using Gatehouse.Routing;

namespace Gatehouse.Hosting.Tests.RateLimits;

/// <summary>What clients are told, read by a parser that knows only the grammar.</summary>
public sealed class LimitedAnswerTests
{
    private static readonly string[] Told = ["RateLimit", "RateLimit-Policy", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

    [Fact]
    public async Task An_admitted_request_is_told_what_is_left()
    {
        await using LimitedGateway gateway = await StartAsync(LimitedGateway.Bucket("second", 10), new QuotaLimit { Name = "day", Permits = 100, Period = QuotaPeriod.Day });
        await gateway.GetAsync();
        LimitedAnswer answer = await gateway.GetAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([("second", 10, 1), ("day", 100, 86_400)], answer.Policy.Select(static item => (item.Name, item["q"], item["w"])));
        Assert.Equal([("second", 8, 1), ("day", 98, 43_200)], answer.Level.Select(static item => (item.Name, item["r"], item["t"])));
        Assert.Equal(("10", "8", "1"), (answer["X-RateLimit-Limit"], answer["X-RateLimit-Remaining"], answer["X-RateLimit-Reset"]));
        Assert.Null(answer["Retry-After"]);
    }

    [Fact]
    public async Task A_refused_request_is_told_when_to_come_back_and_that_is_true()
    {
        await using LimitedGateway gateway = await StartAsync(new TokenBucketLimit { Name = "minute", Rate = Rate.PerMinute(4), Burst = 1 });
        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync()).Status);
        LimitedAnswer refused = await gateway.GetAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("15", refused["Retry-After"]);
        Assert.Equal(("minute", 0, 15), Assert.Single(refused.Level.Select(static item => (item.Name, item["r"], item["t"]))));

        gateway.Time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal("1", (await gateway.GetAsync())["Retry-After"]);
        gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync()).Status);
    }

    [Fact]
    public async Task What_costs_more_than_the_limit_ever_has_gets_no_time_to_wait()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(config => config with
        {
            Plans = [new Plan { Name = "free", Limits = [LimitedGateway.Bucket("second", 10)] }],
            RateLimitPolicies = [LimitedGateway.Policy() with { Plans = new CustomerPlans(LimitedGateway.Customer, "free", Cost: 11) }],
        });
        LimitedAnswer refused = await gateway.GetAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Null(refused["Retry-After"]);
        Assert.Equal("10", refused["X-RateLimit-Remaining"]);
    }

    [Fact]
    public async Task Fields_of_the_backend_are_replaced()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(
            LimitedGateway.Policy(LimitedGateway.ByRoute(LimitedGateway.Bucket("second", 10))),
            static context =>
            {
                context.Response.Headers["RateLimit"] = "\"backend\";r=1;t=1";
                context.Response.Headers["ratelimit-policy"] = "\"backend\";q=1;w=1";
                context.Response.Headers["X-Ratelimit-Limit"] = "1";
                context.Response.Headers.RetryAfter = "7";
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            });
        LimitedAnswer answer = await gateway.GetAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("second", Assert.Single(answer.Level).Name);
        Assert.Equal("second", Assert.Single(answer.Policy).Name);
        Assert.Equal("10", answer["X-RateLimit-Limit"]);

        // Its Retry-After speaks of its 503, not of a limit.
        Assert.Equal("7", answer["Retry-After"]);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Found)]
    [InlineData(false, HttpStatusCode.InternalServerError)]
    public async Task The_gateways_own_answers_have_the_fields_too(bool isRedirect, HttpStatusCode status)
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(
            LimitedGateway.Policy(LimitedGateway.ByRoute(LimitedGateway.Bucket("second", 1))),
            rule: new HttpRouteRule { Filters = isRedirect ? [new RequestRedirect { Hostname = "a.example" }] : [] });
        LimitedAnswer answer = await gateway.GetAsync();

        Assert.Equal(status, answer.Status);
        Assert.All(Told, field => Assert.NotNull(answer[field]));

        // A redirect is limited like anything else.
        LimitedAnswer refused = await gateway.GetAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Null(refused["Location"]);
        Assert.All(Told, field => Assert.NotNull(refused[field]));
    }

    [Fact]
    public async Task A_configured_edit_is_final()
    {
        RouteFilter edit = new ResponseHeaderModifier(new HeaderModifier { Remove = ["X-RateLimit-Reset"] });
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(
            LimitedGateway.Policy(LimitedGateway.ByRoute(LimitedGateway.Bucket("second", 9))), rule: LiveGateway.Everything(edit));
        LimitedAnswer answer = await gateway.GetAsync();

        Assert.Null(answer["X-RateLimit-Reset"]);
        Assert.Equal("9", answer["X-RateLimit-Limit"]);
    }

    [Fact]
    public async Task The_older_fields_can_be_left_out()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(
            LimitedGateway.Policy(LimitedGateway.ByRoute(LimitedGateway.Bucket("second", 9))),
            configure: g => g.Configure(static options => options.SendLegacyRateLimitFields = false));
        LimitedAnswer answer = await gateway.GetAsync();

        Assert.Equal("second", Assert.Single(answer.Level).Name);
        Assert.Null(answer["X-RateLimit-Limit"]);
    }

    [Fact]
    public async Task A_route_without_limits_is_told_nothing()
    {
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(static config => config);
        LimitedAnswer answer = await gateway.GetAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.All(Told, field => Assert.Null(answer[field]));
    }

    [Fact]
    public async Task A_gRPC_client_is_told_in_its_own_words()
    {
        await using LimitedGateway gateway = await StartAsync(LimitedGateway.Bucket("second", 1));
        await gateway.GetAsync();
        LimitedAnswer refused = await gateway.PostAsync("application/grpc");

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Equal(("8", "RateLimited"), (refused["grpc-status"], refused["grpc-message"]));
        Assert.Equal("1", refused["Retry-After"]);
        Assert.Equal(0, Assert.Single(refused.Level)["r"]);
    }

    [Fact]
    public async Task Refusals_keep_the_connection()
    {
        await using LimitedGateway gateway = await StartAsync(LimitedGateway.Bucket("second", 2));

        Assert.Equal(2, await gateway.AdmittedAsync(20));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await gateway.PostAsync("text/plain")).Status);
        gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await gateway.AdmittedAsync(2));
        Assert.Equal(1, gateway.Connections);
    }

    private static Task<LimitedGateway> StartAsync(params Limit[] limits) =>
        LimitedGateway.StartAsync(LimitedGateway.Policy([.. limits.Select(LimitedGateway.ByRoute)]));
}
