namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>The levels of the host, and the clock they are kept by.</summary>
internal sealed record LimitState(LimitRegistry Registry, LimitClock Clock);
