using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Plans as a policy of ASP.NET Core's rate-limiting middleware.</summary>
internal sealed class PlanPolicy(string? plan, RequestKey? key) : IRateLimiterPolicy<PartitionName>
{
    // Made for the first request and not for each; a policy is one application's.
    private Func<PartitionName, RateLimiter>? _factory;

    // The middleware has set its own status by then, 503 unless told otherwise.
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = static (rejected, _) =>
    {
        IServiceProvider services = rejected.HttpContext.RequestServices;
        return new ValueTask(services.GetRequiredService<RefusalAnswer>().WriteAsync(rejected.HttpContext, Refusal.Of(rejected.Lease)));
    };

    public RateLimitPartition<PartitionName> GetPartition(HttpContext httpContext)
    {
        RateLimitPlans plans = httpContext.RequestServices.GetRequiredService<RateLimitPlans>();
        string? name = plans.PlanNameOf(httpContext, plan, key, out LimitKey limitKey);
        return RateLimitPartition.Get(new PartitionName(name, limitKey), _factory ??= FactoryOf(httpContext.RequestServices));
    }

    private static Func<PartitionName, RateLimiter> FactoryOf(IServiceProvider services)
    {
        RateLimitPlans plans = services.GetRequiredService<RateLimitPlans>();
        LimitClock clock = services.GetRequiredService<LimitClock>();
        return partition => new PartitionLimiter(plans, clock, partition);
    }
}
