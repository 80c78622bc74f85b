using Gatehouse.RateLimit.AspNetCore;
using Microsoft.AspNetCore.RateLimiting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds plans to ASP.NET Core's own rate-limiting middleware.</summary>
public static class GatehouseRateLimiterOptionsExtensions
{
    /// <summary>
    /// Adds a policy for <c>RequireRateLimiting</c> and <c>[EnableRateLimiting]</c> that charges requests to plans of
    /// <c>AddGatehouseRateLimit</c>. It refuses with 429 and a true <c>Retry-After</c>. ASP.NET Core's middleware gives no way to send
    /// <c>RateLimit</c> fields on success, and keeps an object for each key for a while; <c>UseGatehouseRateLimit</c> does better.
    /// </summary>
    /// <param name="options">The options of <c>AddRateLimiter</c>.</param>
    /// <param name="policyName">The policy's name.</param>
    /// <param name="plan">The plan's name; <see langword="null"/>: the plan of the request, by <see cref="RateLimitOptions.PlanOf"/>.</param>
    /// <param name="key">Whose level is charged; <see langword="null"/>: <see cref="RateLimitOptions.Key"/>.</param>
    public static RateLimiterOptions AddGatehousePolicy(this RateLimiterOptions options, string policyName, string? plan = null, RequestKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddPolicy(policyName, new PlanPolicy(plan, key));
    }
}
