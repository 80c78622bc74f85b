using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Why a request is refused, as client and log are told.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Limit">The limit that decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="RetryAfterSeconds">When to come back; <see langword="null"/> where nobody knows or it would not help.</param>
internal readonly record struct Refusal(string Plan, string Limit, AdmissionReason Reason, long? RetryAfterSeconds)
{
    public static Refusal Of(string plan, in LimitDecision decisive) =>
        new(plan, decisive.Limit?.Name ?? "", decisive.Reason, decisive.RetryAfterSeconds);

    /// <summary>From a lease of ours, whose time is exact.</summary>
    public static Refusal Of(RateLimitLease lease)
    {
        lease.TryGetMetadata(PlanLeaseMetadata.PlanName, out string? plan);
        lease.TryGetMetadata(PlanLeaseMetadata.LimitName, out string? limit);
        lease.TryGetMetadata(PlanLeaseMetadata.Reason, out AdmissionReason reason);
        long? seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)) : null;
        return new Refusal(plan ?? "", limit ?? "", reason, seconds);
    }
}
