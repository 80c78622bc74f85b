using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Plans;

/// <summary>A changed configuration takes over while the application runs, and refills nothing.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string Rate = "RateLimit:Plans:free:Limits:hour:Rate";

    private readonly ConfigurationManager _configuration = new();

    [Fact]
    public async Task A_changed_rate_takes_over_and_what_was_used_stays_used()
    {
        await using LimitedApplication app = await StartAsync("4/hour");
        Assert.Equal(200, await app.StatusAsync());
        Assert.Equal(200, await app.StatusAsync());

        Change(Rate, "3/hour");

        using HttpResponseMessage third = await app.GetAsync();
        Assert.Equal(3, Assert.Single(third.Policy()).Number("q"));
        Assert.Equal(0, Assert.Single(third.Level()).Number("r"));
        Assert.Equal(429, await app.StatusAsync());
        Assert.Equal("Information: 1 changed plan(s) serve, the default is free", app.Log.All[0]);
    }

    [Fact]
    public async Task A_broken_change_is_told_and_the_last_good_plans_serve_on()
    {
        await using LimitedApplication app = await StartAsync("2/hour");
        Assert.Equal(200, await app.StatusAsync());

        Change(Rate, "3 per hour");

        using HttpResponseMessage second = await app.GetAsync();
        Assert.Equal(2, Assert.Single(second.Policy()).Number("q"));
        Assert.Equal(0, Assert.Single(second.Level()).Number("r"));
        Assert.Equal(
            [
                $"Error: {Rate}: error RL2040: must be permits, '/' and second, minute or hour, found '3 per hour'; fix: write it such as '10/second'",
                "Warning: the changed plans have 1 error(s); the last good ones serve on",
            ],
            app.Log.All[..2]);

        Change(Rate, "3/hour");
        Assert.Equal(200, await app.StatusAsync());
        Assert.Equal(429, await app.StatusAsync());
    }

    [Fact]
    public async Task A_new_limit_of_a_plan_holds_at_once()
    {
        await using LimitedApplication app = await StartAsync("9/hour");
        Change("RateLimit:Plans:free:Limits:day:Quota", "1/day");

        Assert.Equal(200, await app.StatusAsync());
        Assert.Equal(429, await app.StatusAsync());
    }

    [Fact]
    public async Task A_change_of_something_else_is_not_told()
    {
        await using LimitedApplication app = await StartAsync("9/hour");
        Change("Another:Section", "7");
        Assert.Empty(app.Log.All);
    }

    public void Dispose() => _configuration.Dispose();

    private Task<LimitedApplication> StartAsync(string rate)
    {
        _configuration[Rate] = rate;
        return LimitedApplication.StartAsync(
            (services, _) => services.AddGatehouseRateLimit(_configuration.GetSection("RateLimit")),
            static app =>
            {
                app.UseGatehouseRateLimit();
                app.MapGet("/", static () => "hello");
            });
    }

    private void Change(string key, string value)
    {
        _configuration[key] = value;
        ((IConfigurationRoot)_configuration).Reload();
    }
}
