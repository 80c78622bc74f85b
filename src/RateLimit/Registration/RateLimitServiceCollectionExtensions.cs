using Gatehouse.RateLimit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers rate limits.</summary>
public static class RateLimitServiceCollectionExtensions
{
    /// <summary>Adds the <see cref="LimitRegistry"/> and the <see cref="LimitClock"/> that every limiter of a host shares.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options, if any.</param>
    public static IServiceCollection AddGatehouseRateLimit(this IServiceCollection services, Action<LimitRegistryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<LimitRegistryOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LimitRegistryOptions>, LimitRegistryOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new LimitClock(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new LimitRegistry(
            provider.GetRequiredService<IOptions<LimitRegistryOptions>>().Value, provider.GetRequiredService<LimitClock>()));
        return services;
    }
}
