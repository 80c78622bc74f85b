namespace Gatehouse.RateLimit;

/// <summary>What a resource is charged to: a plan, and whose level of it.</summary>
/// <param name="Plan">The plan, of the configuration that serves now.</param>
/// <param name="Key">Who is charged.</param>
public readonly record struct PlanPartition(PlanLimiter Plan, LimitKey Key);
