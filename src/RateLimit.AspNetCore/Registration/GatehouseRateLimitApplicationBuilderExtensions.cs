using Gatehouse.RateLimit.AspNetCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts rate limits into an application's pipeline.</summary>
public static class GatehouseRateLimitApplicationBuilderExtensions
{
    /// <summary>
    /// Charges every request to its plan, sends <c>RateLimit</c> and <c>RateLimit-Policy</c> with every response, and answers 429 with a
    /// true <c>Retry-After</c> where the plan refuses. Put it after authentication if users or claims are keys, and after
    /// <c>UseRouting</c> where that is called, so that endpoints can say what they cost.
    /// </summary>
    /// <exception cref="InvalidOperationException">No plans were added.</exception>
    public static IApplicationBuilder UseGatehouseRateLimit(this IApplicationBuilder app) => Use(app, new FixedPlan(null, null));

    /// <summary>
    /// As the other one, with one plan for all requests, whatever customer and endpoint: to shield what is expensive before a customer is
    /// known, such as authentication.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="plan">The plan's name.</param>
    /// <param name="key">Whose level is charged; <see langword="null"/>: the client's address.</param>
    /// <exception cref="InvalidOperationException">No plans were added.</exception>
    public static IApplicationBuilder UseGatehouseRateLimit(this IApplicationBuilder app, string plan, RequestKey? key = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(plan);
        return Use(app, new FixedPlan(plan, key ?? RequestKey.ClientAddress));
    }

    private static IApplicationBuilder Use(IApplicationBuilder app, FixedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(app);
        MiddlewareServices services = app.ApplicationServices.GetService<MiddlewareServices>()
            ?? throw new InvalidOperationException("There are no plans: add them with services.AddGatehouseRateLimit(…).");
        return app.Use(next => new RateLimitMiddleware(next, services, plan).InvokeAsync);
    }
}
