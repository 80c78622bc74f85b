using Gatehouse.RateLimit.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says of endpoints and groups what their requests are charged to.</summary>
public static class RateLimitEndpointConventionBuilderExtensions
{
    /// <summary>Charges requests to a plan of the endpoint instead of the customer's.</summary>
    /// <typeparam name="TBuilder">The kind of endpoint or group.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="plan">The plan's name. One that is not configured is the default plan, and the log says so.</param>
    /// <param name="key">Whose level of it is charged; <see langword="null"/>: <see cref="RateLimitOptions.Key"/>.</param>
    public static TBuilder WithRateLimitPlan<TBuilder>(this TBuilder builder, string plan, RequestKey? key = null)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RateLimitPlanAttribute(plan, key));

    /// <summary>Says what a request costs.</summary>
    /// <typeparam name="TBuilder">The kind of endpoint or group.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="permits">Permits, 0 or more; 0 only asks.</param>
    public static TBuilder WithRateLimitCost<TBuilder>(this TBuilder builder, int permits)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RateLimitCostAttribute(permits));

    /// <summary>Exempts from limits, unless an endpoint of a group names a plan of its own.</summary>
    /// <typeparam name="TBuilder">The kind of endpoint or group.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    public static TBuilder DisableRateLimit<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new DisableRateLimitAttribute());
}
