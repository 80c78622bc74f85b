namespace Gatehouse.RateLimit;

/// <summary>The time of a decision. A caller reads it once a request, from a <see cref="LimitClock"/>, and hands it to every limiter.</summary>
/// <param name="Ticks">
/// Nanoseconds since an origin of the caller's choice, from a monotonic clock: 0 to <see cref="Limits.TicksMax"/>. Times of
/// different origins must not meet in one limiter.
/// </param>
/// <param name="UtcTicks">The same moment in UTC as <see cref="DateTime.Ticks"/> counts. Only quotas read it.</param>
public readonly record struct LimitTime(long Ticks, long UtcTicks)
{
    /// <summary>The time a duration later, on both clocks.</summary>
    /// <param name="duration">May be negative.</param>
    public LimitTime Add(TimeSpan duration) => new(Ticks + (duration.Ticks * TimeSpan.NanosecondsPerTick), UtcTicks + duration.Ticks);
}
