namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Charges an endpoint's requests to a plan of the endpoint instead of the customer's.</summary>
/// <remarks>Endpoints that name one plan share its levels. An endpoint's own metadata overrides its group's.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RateLimitPlanAttribute : Attribute, IRateLimitRule
{
    /// <summary>Charges to a plan.</summary>
    /// <param name="plan">The plan's name. One that is not configured is the default plan, and the log says so.</param>
    public RateLimitPlanAttribute(string plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(plan);
        Plan = plan;
    }

    internal RateLimitPlanAttribute(string plan, RequestKey? key)
        : this(plan)
    {
        Key = key;
    }

    /// <summary>The plan's name.</summary>
    public string Plan { get; }

    /// <summary>Whose level of it is charged; <see langword="null"/>: as everywhere.</summary>
    internal RequestKey? Key { get; }
}
