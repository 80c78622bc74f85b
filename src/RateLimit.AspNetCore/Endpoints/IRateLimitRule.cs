namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>What an endpoint says of its limits; the last of its metadata counts, so an endpoint overrides its group.</summary>
internal interface IRateLimitRule;
