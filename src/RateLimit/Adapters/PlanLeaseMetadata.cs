using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit;

/// <summary>
/// What a lease tells beside <see cref="MetadataName.RetryAfter"/> and <see cref="MetadataName.ReasonPhrase"/>: the answer of the limit that
/// decided (<see cref="AdmissionDecision.Decisive"/>). Refused leases tell it, granted ones where
/// <see cref="PlanRateLimiter.DescribesAdmissions"/> asks for it.
/// </summary>
public static class PlanLeaseMetadata
{
    /// <summary>The name of the plan.</summary>
    public static MetadataName<string> PlanName { get; } = MetadataName.Create<string>("RATE_LIMIT_PLAN");

    /// <summary>The name of the limit that decided.</summary>
    public static MetadataName<string> LimitName { get; } = MetadataName.Create<string>("RATE_LIMIT_NAME");

    /// <summary>Its permits (<see cref="CompiledLimit.Permits"/>).</summary>
    public static MetadataName<long> Limit { get; } = MetadataName.Create<long>("RATE_LIMIT_LIMIT");

    /// <summary>Permits that are left (<see cref="LimitDecision.Remaining"/>).</summary>
    public static MetadataName<long> Remaining { get; } = MetadataName.Create<long>("RATE_LIMIT_REMAINING");

    /// <summary>The time until all permits are back if nothing else is charged.</summary>
    public static MetadataName<TimeSpan> Reset { get; } = MetadataName.Create<TimeSpan>("RATE_LIMIT_RESET");

    /// <summary>Why.</summary>
    public static MetadataName<AdmissionReason> Reason { get; } = MetadataName.Create<AdmissionReason>("RATE_LIMIT_REASON");
}
