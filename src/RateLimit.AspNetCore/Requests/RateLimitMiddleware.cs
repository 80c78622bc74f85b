using Microsoft.AspNetCore.Http;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>
/// Charges each request, tells the client, and goes on or answers 429. Permits of concurrency limits are given back when
/// what follows has ended, however it ended.
/// </summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, MiddlewareServices services, FixedPlan fixedPlan)
{
    private readonly RateLimitPlans _plans = services.Plans;
    private readonly LimitClock _clock = services.State.Clock;
    private readonly ResponseFields _fields = services.Fields;

    public Task InvokeAsync(HttpContext context)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        IRateLimitRule? rule = metadata?.GetMetadata<IRateLimitRule>();

        if (rule is DisableRateLimitAttribute)
        {
            return next(context);
        }

        RateLimitPlanAttribute? own = fixedPlan.Plan is null ? rule as RateLimitPlanAttribute : null;
        string? name = _plans.PlanNameOf(context, fixedPlan.Plan ?? own?.Plan, fixedPlan.Key ?? own?.Key, out LimitKey key);
        ServedPlan plan = _plans.FindServed(name);
        int cost = metadata?.GetMetadata<RateLimitCostAttribute>()?.Permits ?? 1;
        LimitDecisions decisions = default;
        AdmissionDecision decision = plan.Limiter.Charge(key, cost, _clock.Now(), ref decisions);
        int limits = plan.Limiter.Limiters.Length;
        _fields.Send(context.Response, plan, ((ReadOnlySpan<LimitDecision>)decisions)[..limits], in decision);

        if (!decision.IsAdmitted)
        {
            return services.Answer.WriteAsync(context, Refusal.Of(plan.Limiter.Name, decision.Decisive));
        }

        return HoldsPermits(((ReadOnlySpan<LimitDecision>)decisions)[..limits])
            ? NextAndReleaseAsync(context, plan.Limiter, key, decisions)
            : next(context);
    }

    private static bool HoldsPermits(ReadOnlySpan<LimitDecision> decisions)
    {
        foreach (ref readonly LimitDecision decision in decisions)
        {
            if (decision.Limit!.Kind == LimitKind.Concurrency)
            {
                return true;
            }
        }

        return false;
    }

    private async Task NextAndReleaseAsync(HttpContext context, PlanLimiter plan, LimitKey key, LimitDecisions decisions)
    {
        try
        {
            await next(context);
        }
        finally
        {
            plan.Release(key, in decisions, _clock.Now());
        }
    }
}

/// <summary>The plan and the key of a middleware that has its own; <see langword="null"/>s: the endpoint's and the customer's.</summary>
internal sealed record FixedPlan(string? Plan, RequestKey? Key);

/// <summary>What the middleware works with.</summary>
internal sealed record MiddlewareServices(RateLimitPlans Plans, LimitState State, ResponseFields Fields, RefusalAnswer Answer);
