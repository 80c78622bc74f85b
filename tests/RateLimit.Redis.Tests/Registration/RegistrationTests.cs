using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gatehouse.RateLimit.Redis.Tests.Registration;

public class RegistrationTests
{
    private const string Secret = "0123456789abcdef";

    [Fact]
    public async Task Hosts_with_one_secret_have_the_same_keys()
    {
        await using ServiceProvider one = Services(static options => options.Secret = Secret);
        await using ServiceProvider other = Services(static options => options.Secret = Secret);
        await using ServiceProvider stranger = Services();

        LimitKey key = one.GetRequiredService<LimitRegistry>().KeyOf<char>("customer-7");
        Assert.Equal(key, other.GetRequiredService<LimitRegistry>().KeyOf<char>("customer-7"));
        Assert.NotEqual(key, stranger.GetRequiredService<LimitRegistry>().KeyOf<char>("customer-7"));
    }

    [Fact]
    public async Task A_host_starts_without_its_server_and_falls_back()
    {
        await using ServiceProvider services = Services(static options =>
        {
            options.Configuration = "127.0.0.1:1";
            options.TimeoutMs = 20;
        });
        IRemoteLimitStore store = services.GetRequiredService<IRemoteLimitStore>();
        Limiter limiter = Plans.Limiter(Plans.Quota(1));
        AdmissionDecision decision = await store.ChargeAsync(default, new LimitCharge[] { new(limiter, Plans.Key()) }, Plans.Noon, new LimitDecision[1]);

        Assert.Equal(AdmissionReason.StoreUnavailable, decision.Reason);
        Assert.Same(store, services.GetRequiredService<RedisLimitStore>());
    }

    [Theory]
    [InlineData("KeyPrefix")]
    [InlineData("Secret")]
    [InlineData("Replicas")]
    [InlineData("TimeoutMs")]
    [InlineData("LeaseBlock")]
    public void Options_out_of_range_are_named(string option)
    {
        using ServiceProvider services = Services(options =>
        {
            options.KeyPrefix = option == "KeyPrefix" ? "a{b}" : options.KeyPrefix;
            options.Secret = option == "Secret" ? "short" : null;
            options.Replicas = option == "Replicas" ? 0 : 1;
            options.TimeoutMs = option == "TimeoutMs" ? 0 : 1;
            options.LeaseBlock = option == "LeaseBlock" ? Limits.LeaseBlockMax + 1 : 1;
        });

        Assert.Contains(option, Assert.Throws<OptionsValidationException>(services.GetRequiredService<IRemoteLimitStore>).Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Action<RedisLimitOptions>? configure = null) =>
        new ServiceCollection().AddGatehouseRedisLimits(configure).BuildServiceProvider();
}
