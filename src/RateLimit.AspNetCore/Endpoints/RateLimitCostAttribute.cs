namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Says what a request of an endpoint costs. Concurrency limits count it once whatever it costs.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RateLimitCostAttribute : Attribute
{
    /// <summary>Says the cost.</summary>
    /// <param name="permits">
    /// Permits, 0 or more; 0 only asks. More than a limit of the plan ever has is refused for good, without a <c>Retry-After</c>.
    /// </param>
    public RateLimitCostAttribute(int permits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(permits);
        Permits = permits;
    }

    /// <summary>The cost in permits.</summary>
    public int Permits { get; }
}
