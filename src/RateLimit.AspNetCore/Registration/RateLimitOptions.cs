using Microsoft.AspNetCore.Http;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>How an application finds a request's plan and what it tells. It holds for the life of the application; plans may be reloaded.</summary>
public sealed class RateLimitOptions
{
    /// <summary>What tells whose level a request is charged to; the client's address by default.</summary>
    public RequestKey Key { get; set; } = RequestKey.ClientAddress;

    /// <summary>
    /// Tells the plan of a request and of its customer, as <see cref="Key"/> read it (<see langword="null"/> for addresses and where the
    /// request lacks it). <see langword="null"/>, and a name that is not configured: the default plan. Called for every request
    /// whose endpoint names no plan, and where a header is to be known, so it answers from memory.
    /// </summary>
    public Func<HttpContext, string?, string?>? PlanOf { get; set; }

    /// <summary>
    /// The name of the plan of everybody else; it goes before the configuration's <c>DefaultPlan</c>. Needed where there is more than one plan.
    /// </summary>
    public string? DefaultPlan { get; set; }

    /// <summary>Whether the older <c>X-RateLimit-*</c> fields are sent too; not by default.</summary>
    public LegacyFields LegacyFields { get; set; }
}

/// <summary>The dialects of <c>X-RateLimit-*</c>, which tell the limit with the fewest permits left.</summary>
public enum LegacyFields : byte
{
    /// <summary>They are not sent.</summary>
    None = 0,

    /// <summary><c>X-RateLimit-Reset</c> in seconds from now, as Envoy and Kong write it.</summary>
    Seconds,

    /// <summary><c>X-RateLimit-Reset</c> in Unix time, as GitHub writes it.</summary>
    UnixTime,
}
