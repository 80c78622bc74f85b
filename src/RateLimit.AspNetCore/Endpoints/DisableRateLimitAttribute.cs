namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Exempts an endpoint: nothing is charged, and no field is sent.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DisableRateLimitAttribute : Attribute, IRateLimitRule;
