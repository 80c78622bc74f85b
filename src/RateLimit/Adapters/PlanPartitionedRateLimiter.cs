using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit;

/// <summary>
/// Plans and keys as a <see cref="PartitionedRateLimiter{TResource}"/>. There is no object per partition, no timer and nothing to
/// collect: a key is a slot of the registry's table. It does not queue. Permits and leases are those of <see cref="PlanRateLimiter"/>.
/// </summary>
/// <typeparam name="TResource">What is limited: a request, a message, a customer.</typeparam>
public sealed class PlanPartitionedRateLimiter<TResource> : PartitionedRateLimiter<TResource>
{
    private readonly Func<TResource, PlanPartition> _partitioner;
    private readonly LimitClock _clock;
    private readonly StripedCount _granted = new();
    private readonly StripedCount _refused = new();
    private bool _isDisposed;

    /// <summary>A limiter of all partitions.</summary>
    /// <param name="partitioner">
    /// Tells what a resource is charged to. It is called for every acquisition, so it follows a reload by taking the plan from the newest
    /// <see cref="PlanSet"/>.
    /// </param>
    /// <param name="clock">The clock of the plans' registry.</param>
    public PlanPartitionedRateLimiter(Func<TResource, PlanPartition> partitioner, LimitClock clock)
    {
        ArgumentNullException.ThrowIfNull(partitioner);
        ArgumentNullException.ThrowIfNull(clock);
        _partitioner = partitioner;
        _clock = clock;
    }

    /// <summary>Whether granted leases tell <see cref="PlanLeaseMetadata"/> too, at the price of an object each.</summary>
    public bool DescribesAdmissions { get; init; }

    /// <summary>The permits that a resource could have at once, and the leases of all resources together: keys keep no counts.</summary>
    /// <param name="resource">The resource.</param>
    public override RateLimiterStatistics GetStatistics(TResource resource)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return new RateLimiterStatistics
        {
            CurrentAvailablePermits = PlanAcquisition.Available(_partitioner(resource), _clock.Now()),
            TotalSuccessfulLeases = _granted.Total,
            TotalFailedLeases = _refused.Total,
        };
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(TResource resource, int permitCount)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        PlanPartition partition = _partitioner(resource);
        LimitTime now = _clock.Now();
        LimitDecisions decisions = default;
        AdmissionDecision decision = PlanAcquisition.Acquire(partition, permitCount, in now, ref decisions);
        (decision.IsAdmitted ? _granted : _refused).Increment();
        HeldPermits? held = decision.IsAdmitted ? HeldPermits.Of(partition, in decisions, _clock) : null;
        return PlanAcquisition.LeaseOf(in decision, held, DescribesAdmissions);
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(TResource resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }
}
