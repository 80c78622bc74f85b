using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>What a request is charged to, as ASP.NET Core's middleware keeps it.</summary>
/// <param name="Plan">The plan's name; <see langword="null"/> for the default plan.</param>
/// <param name="Key">Whose level of it.</param>
internal readonly record struct PartitionName(string? Plan, LimitKey Key);

/// <summary>
/// The limiter that ASP.NET Core's middleware wants for each partition. It follows reloads. Levels are kept elsewhere, so the middleware may
/// drop it as soon as it is not asked for a while: a quota of a month must not keep an object for a month. For the same reason
/// disposing does nothing; a request that holds it still is answered.
/// </summary>
internal sealed class PartitionLimiter(RateLimitPlans plans, LimitClock clock, PartitionName name) : RateLimiter
{
    private readonly LimitClock _clock = clock;
    private PlanRateLimiter? _current;
    private PlanLimiter? _plan;
    private long _lastTicks = clock.Now().Ticks;

    public override TimeSpan? IdleDuration =>
        TimeSpan.FromTicks(Math.Max(0, _clock.Now().Ticks - Volatile.Read(ref _lastTicks)) / TimeSpan.NanosecondsPerTick);

    public override RateLimiterStatistics? GetStatistics() => Current().GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Volatile.Write(ref _lastTicks, _clock.Now().Ticks);
        return Current().AttemptAcquire(permitCount);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    // Two threads that meet at a reload each make one; both have the same levels.
    private PlanRateLimiter Current()
    {
        PlanLimiter plan = plans.FindServed(name.Plan).Limiter;
        PlanRateLimiter? current = Volatile.Read(ref _current);

        if (current is null || !ReferenceEquals(Volatile.Read(ref _plan), plan))
        {
            current = new PlanRateLimiter(plan, name.Key, _clock);
            Volatile.Write(ref _current, current);
            Volatile.Write(ref _plan, plan);
        }

        return current;
    }
}
