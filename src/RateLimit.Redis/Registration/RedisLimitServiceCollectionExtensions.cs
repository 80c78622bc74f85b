using Gatehouse.RateLimit;
using Gatehouse.RateLimit.Redis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers rate limits that processes share on Redis.</summary>
public static class RedisLimitServiceCollectionExtensions
{
    /// <summary>
    /// Adds the <see cref="IRemoteLimitStore"/> of a host, and rate limits if they are not there yet. The connection comes about when
    /// it is first needed; until then, and whenever the server is away, policies fall back to their outage modes.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options, if any.</param>
    public static IServiceCollection AddGatehouseRedisLimits(this IServiceCollection services, Action<RedisLimitOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddGatehouseRateLimit();
        services.AddOptions<RedisLimitOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisLimitOptions>, RedisLimitOptionsValidator>());
        services.AddOptions<LimitRegistryOptions>().PostConfigure<IOptions<RedisLimitOptions>>(static (registry, redis) =>
            registry.Seed ??= redis.Value.Secret is { } secret ? SharedSeed.Of(secret) : null);
        services.TryAddSingleton<RedisLimitStore>(static provider => Create(provider));
        services.TryAddSingleton<IRemoteLimitStore>(static provider => provider.GetRequiredService<RedisLimitStore>());
        return services;
    }

    private static RedisLimitStore Create(IServiceProvider provider)
    {
        RedisLimitOptions options = provider.GetRequiredService<IOptions<RedisLimitOptions>>().Value;
        ILogger? logger = provider.GetService<ILogger<RedisLimitStore>>();
        return new RedisLimitStore(
            async () => await ConnectionMultiplexer.ConnectAsync(RedisLimitStore.ConnectionOptions(options)).ConfigureAwait(false),
            options,
            provider.GetRequiredService<TimeProvider>(),
            logger ?? NullLogger.Instance);
    }
}
