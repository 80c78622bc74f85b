using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Registration;

public class StartTests
{
    [Fact]
    public async Task An_application_with_broken_plans_does_not_start_and_tells_everything_at_once()
    {
        OptionsValidationException failure = await Assert.ThrowsAsync<OptionsValidationException>(() => LimitedApplication.StartAsync(
            static (services, configuration) =>
            {
                configuration["RateLimit:DefaultPlan"] = "gold";
                configuration["RateLimit:Plans:free:Limits:second:Rate"] = "10 per second";
                configuration["RateLimit:Plans:free:Limits:day:Quota"] = "0/day";
                services.AddGatehouseRateLimit(configuration.GetSection("RateLimit"));
            },
            static app => app.UseGatehouseRateLimit()));

        Assert.Equal(
            ["RateLimit:Plans:free:Limits:second:Rate: error RL2040", "RateLimit:Plans:free:Limits:day:Quota: error RL2012", "RateLimit:DefaultPlan: error RL2045"],
            failure.Failures.Select(static text => string.Join(':', text.Split(':')[..^0].TakeWhile(static part => !part.StartsWith(" error", StringComparison.Ordinal)))
                + ":" + text.Split(':').First(static part => part.StartsWith(" error", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Broken_plans_keep_an_application_from_starting_also_where_nobody_uses_them_yet() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => LimitedApplication.StartAsync(
            static (services, _) => services.AddGatehouseRateLimit([TestPlans.Bucket("free", 0)]), static _ => { }));

    [Fact]
    public async Task Plans_of_configuration_and_code_serve_together()
    {
        await using LimitedApplication app = await LimitedApplication.StartAsync(
            static (services, configuration) =>
            {
                configuration["RateLimit:DefaultPlan"] = "free";
                configuration["RateLimit:Plans:free:Limits:second:Rate"] = "10/second";
                services.AddGatehouseRateLimit(configuration.GetSection("RateLimit")).AddGatehouseRateLimit([TestPlans.Bucket("gold", 5)]);
            },
            static _ => { });

        Assert.Equal(["free", "gold"], app.Services.GetRequiredService<RateLimitPlans>().Current.Plans.Select(static plan => plan.Name).Order());
        Assert.Equal("free", app.Services.GetRequiredService<RateLimitPlans>().Default.Name);
    }
}
