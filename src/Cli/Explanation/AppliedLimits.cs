using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.RateLimit;
using Gatehouse.Routing;

namespace Gatehouse.Cli;

/// <summary>The rate limits that hold for a request. How much is left of them only a gateway knows.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Target">Which of its targets it is for.</param>
/// <param name="Customer">The customer that the request names; <see langword="null"/> where it names none.</param>
/// <param name="PlanName">The plan that the request is charged to; <see langword="null"/> where the policy knows no customers.</param>
/// <param name="Plan">That plan; <see langword="null"/> also where it is missing.</param>
internal sealed record AppliedLimits(RateLimitPolicy Policy, RateLimitTarget Target, string? Customer, string? PlanName, Plan? Plan)
{
    /// <summary>The policy that holds: rule before route before listener before Gateway (GEP-713); <see langword="null"/> where none does.</summary>
    public static AppliedLimits? Of(TrafficConfig config, string gateway, in RouteResult match, AskedRequest request)
    {
        CompiledRule rule = match.Rule!;
        RateLimitTargetKind kind = rule.Kind == RouteKind.Grpc ? RateLimitTargetKind.GrpcRoute : RateLimitTargetKind.HttpRoute;
        RateLimitTarget route = new(kind, rule.RouteName);
        RateLimitTarget whole = new(RateLimitTargetKind.Gateway, gateway);

        foreach (RateLimitTarget target in (RateLimitTarget[])[route with { Section = rule.Name }, route, whole with { Section = match.Listener!.Name }, whole])
        {
            if (config.RateLimitPolicies.FirstOrDefault(policy => policy.Targets.Contains(target)) is { } policy)
            {
                return policy.Plans is { } plans ? Charge(config, policy, plans, target, request) : new AppliedLimits(policy, target, null, null, null);
            }
        }

        return null;
    }

    private static AppliedLimits Charge(TrafficConfig config, RateLimitPolicy policy, CustomerPlans plans, RateLimitTarget target, AskedRequest request)
    {
        string? customer = NameOf(plans.Customer, request);
        string? own = customer is null ? null : config.Customers.FirstOrDefault(known => known.Name == customer)?.Plan;
        Plan? plan = config.Plans.FirstOrDefault(known => known.Name == own) ?? config.Plans.FirstOrDefault(known => known.Name == plans.DefaultPlan);
        return new AppliedLimits(policy, target, customer, plan?.Name ?? plans.DefaultPlan, plan);
    }

    // Nobody is authenticated here, so there are neither claims nor customers. A field that stands there twice names nobody.
    private static string? NameOf(LimitKeySource source, AskedRequest request) =>
        source.Type == LimitKeyType.Header
        && HeaderName.TryParse(source.Name, out HeaderName? header)
        && ((IHttpRequestView<char>)request).GetHeader(header, 0, out ReadOnlySpan<char> value) == 1
        && !value.IsEmpty
            ? value.ToString()
            : null;
}
