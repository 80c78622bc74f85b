using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit;

/// <summary>
/// A plan's level of one key as a <see cref="RateLimiter"/>. It keeps nothing itself: the levels are the
/// <see cref="LimitRegistry"/>'s, so two of the same plan and key share them, and dropping one loses nothing. It owns no timer
/// and does not queue: <see cref="RateLimiter.AcquireAsync"/> answers at once, as <see cref="RateLimiter.AttemptAcquire"/> does.
/// </summary>
/// <remarks>
/// Permits count against every limit of the plan. More than a limit ever has throws <see cref="ArgumentOutOfRangeException"/>; 0
/// permits tell whether there is one, and take none. Granted leases without permits to give back are one shared object.
/// </remarks>
public sealed class PlanRateLimiter : RateLimiter
{
    private readonly PlanPartition _partition;
    private readonly LimitClock _clock;
    private long _fullTicks;
    private long _granted;
    private long _refused;
    private bool _isDisposed;

    /// <summary>A limiter of a plan and a key.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="key">Who is charged.</param>
    /// <param name="clock">The clock of the plan's registry.</param>
    public PlanRateLimiter(PlanLimiter plan, LimitKey key, LimitClock clock)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(clock);
        _partition = new PlanPartition(plan, key);
        _clock = clock;
        _fullTicks = clock.Now().Ticks;
    }

    /// <summary>Whether granted leases tell <see cref="PlanLeaseMetadata"/> too, at the price of an object each.</summary>
    public bool DescribesAdmissions { get; init; }

    /// <summary>
    /// How long all permits have been available; <see langword="null"/> while some are not. Where somebody else charges the same key
    /// it may tell a longer time, which harms nobody.
    /// </summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            LimitTime now = _clock.Now();
            return IsFull(in now) ? TimeSpan.FromTicks(Math.Max(0, now.Ticks - Volatile.Read(ref _fullTicks)) / TimeSpan.NanosecondsPerTick) : null;
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return new RateLimiterStatistics
        {
            CurrentAvailablePermits = PlanAcquisition.Available(_partition, _clock.Now()),
            TotalSuccessfulLeases = Interlocked.Read(ref _granted),
            TotalFailedLeases = Interlocked.Read(ref _refused),
        };
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        LimitTime now = _clock.Now();
        LimitDecisions decisions = default;
        AdmissionDecision decision = PlanAcquisition.Acquire(_partition, permitCount, in now, ref decisions);
        HeldPermits? held = null;

        if (decision.IsAdmitted)
        {
            Interlocked.Increment(ref _granted);
            held = HeldPermits.Of(_partition, in decisions, _clock);
            Volatile.Write(ref _fullTicks, now.Ticks + TicksToFull(in decisions));
        }
        else
        {
            Interlocked.Increment(ref _refused);
        }

        return PlanAcquisition.LeaseOf(in decision, held, DescribesAdmissions);
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private bool IsFull(in LimitTime now)
    {
        LimitDecisions decisions = default;
        _partition.Plan.Peek(_partition.Key, 0, in now, ref decisions);

        for (int i = 0; i < _partition.Plan.Limiters.Length; i++)
        {
            if (decisions[i].Remaining < decisions[i].Limit!.CostMax)
            {
                return false;
            }
        }

        return true;
    }

    // Nobody knows when a request ends: after one the time counts from when it began.
    private long TicksToFull(in LimitDecisions decisions)
    {
        long ticks = 0;

        for (int i = 0; i < _partition.Plan.Limiters.Length; i++)
        {
            ticks = decisions[i].Limit!.Kind == LimitKind.Concurrency ? ticks : Math.Max(ticks, decisions[i].ResetTicks);
        }

        return ticks;
    }
}
