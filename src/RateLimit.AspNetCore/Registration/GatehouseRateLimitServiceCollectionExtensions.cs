using Gatehouse.RateLimit;
using Gatehouse.RateLimit.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds plans to an ASP.NET Core application.</summary>
public static class GatehouseRateLimitServiceCollectionExtensions
{
    /// <summary>
    /// Adds plans from configuration: <c>Plans:free:Limits:second:Rate</c> = <c>10/second</c>. Errors in them keep the application from
    /// starting; after a change with errors the last good plans serve on. May be called several times, also with plans of code.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The section with <c>DefaultPlan</c> and <c>Plans</c>.</param>
    /// <param name="configure">Says how a request's plan is found.</param>
    public static IServiceCollection AddGatehouseRateLimit(
        this IServiceCollection services, IConfigurationSection section, Action<RateLimitOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, new PlanSource(section), configure);
    }

    /// <summary>Adds plans of code.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="plans">The plans.</param>
    /// <param name="configure">Says how a request's plan is found.</param>
    public static IServiceCollection AddGatehouseRateLimit(
        this IServiceCollection services, IReadOnlyList<Plan> plans, Action<RateLimitOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(plans);
        return Add(services, new PlanSource(plans), configure);
    }

    private static IServiceCollection Add(IServiceCollection services, PlanSource source, Action<RateLimitOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddGatehouseRateLimit();
        services.AddSingleton(source);
        services.AddOptions<RateLimitOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>());
        services.TryAddSingleton<PlanCompilation>();
        services.TryAddSingleton<LimitState>();
        services.TryAddSingleton<ResponseFields>();
        services.TryAddSingleton<MiddlewareServices>();
        services.TryAddSingleton(static provider => new RefusalAnswer(
            provider.GetRequiredService<ILogger<RefusalAnswer>>(), provider.GetService<IProblemDetailsService>()));
        services.TryAddSingleton(static provider => new RateLimitPlans(
            provider.GetRequiredService<PlanCompilation>(),
            provider.GetRequiredService<IOptions<RateLimitOptions>>(),
            provider.GetRequiredService<LimitState>(),
            provider.GetRequiredService<ILogger<RateLimitPlans>>()));
        return services;
    }
}
