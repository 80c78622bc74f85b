using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gatehouse.RateLimit.Tests.Registration;

public class RegistrationTests
{
    [Fact]
    public void A_host_shares_one_registry_and_one_clock()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddGatehouseRateLimit(options => options.KeysPerLimiter = 100)
            .AddGatehouseRateLimit()
            .BuildServiceProvider();

        Assert.Same(services.GetRequiredService<LimitRegistry>(), services.GetRequiredService<LimitRegistry>());
        Assert.Same(services.GetRequiredService<LimitClock>(), services.GetRequiredService<LimitClock>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Limits.KeysPerLimiterMax + 1)]
    public void Options_out_of_range_are_refused(int keys)
    {
        using ServiceProvider services = new ServiceCollection().AddGatehouseRateLimit(options => options.KeysPerLimiter = keys).BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(services.GetRequiredService<LimitRegistry>);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LimitRegistry(new LimitRegistryOptions { KeysPerLimiter = keys }));
    }
}
