using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit;

/// <summary>An answer as <c>System.Threading.RateLimiting</c> gives it. Disposing it gives the permits of concurrency limits back.</summary>
internal sealed class PlanLease : RateLimitLease
{
    /// <summary>The lease of everybody who has nothing to give back and asks no questions.</summary>
    public static readonly PlanLease Granted = new(isAcquired: true, default, null);

    private static readonly string[] DescribedNames =
    [
        PlanLeaseMetadata.PlanName.Name, PlanLeaseMetadata.LimitName.Name, PlanLeaseMetadata.Limit.Name, PlanLeaseMetadata.Remaining.Name,
        PlanLeaseMetadata.Reset.Name, PlanLeaseMetadata.Reason.Name,
    ];

    private static readonly string[] RefusedNames = [MetadataName.ReasonPhrase.Name, .. DescribedNames];
    private static readonly string[] RetriedNames = [MetadataName.RetryAfter.Name, .. RefusedNames];

    private readonly LimitDecision _decisive;
    private HeldPermits? _held;

    public PlanLease(bool isAcquired, in LimitDecision decisive, HeldPermits? held)
    {
        IsAcquired = isAcquired;
        _decisive = decisive;
        _held = held;
    }

    public override bool IsAcquired { get; }

    public override IEnumerable<string> MetadataNames =>
        _decisive.Limit is null ? [] : IsAcquired ? DescribedNames : _decisive.RetryAfterTicks < 0 ? RefusedNames : RetriedNames;

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = _decisive.Limit is null ? null : Find(metadataName);
        return metadata is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref _held, null)?.Release();
        }

        base.Dispose(disposing);
    }

    private object? Find(string name) =>
        name == MetadataName.RetryAfter.Name ? (IsAcquired || _decisive.RetryAfterTicks < 0 ? null : Duration(_decisive.RetryAfterTicks))
        : name == MetadataName.ReasonPhrase.Name ? (IsAcquired ? null : _decisive.Reason.ToString())
        : name == PlanLeaseMetadata.PlanName.Name ? _decisive.Limit!.PlanName
        : name == PlanLeaseMetadata.LimitName.Name ? _decisive.Limit!.Name
        : name == PlanLeaseMetadata.Limit.Name ? _decisive.Limit!.Permits
        : name == PlanLeaseMetadata.Remaining.Name ? _decisive.Remaining
        : name == PlanLeaseMetadata.Reset.Name ? Duration(_decisive.ResetTicks)
        : name == PlanLeaseMetadata.Reason.Name ? _decisive.Reason
        : null;

    // Rounded up: who waits that long is admitted.
    private static TimeSpan Duration(long ticks) => TimeSpan.FromTicks((ticks + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick);
}
