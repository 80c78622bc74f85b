namespace Gatehouse.RateLimit;

/// <summary>
/// Reads the time for limiters. The monotonic clock decides, so that a step of the wall clock neither refills a bucket nor
/// freezes it; UTC is read at most once a second and counted on from there, so a reading costs one clock. Safe for any number
/// of threads.
/// </summary>
public sealed class LimitClock
{
    /// <summary>How old the reading of UTC may be that others are counted on from, in milliseconds.</summary>
    public const int UtcAgeMsMax = 1_000;

    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly long _frequency;
    private UtcReading _utc;

    /// <summary>A clock that starts at 0 now.</summary>
    public LimitClock(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _frequency = time.TimestampFrequency;
        _origin = time.GetTimestamp();
        _utc = new UtcReading(0, time.GetUtcNow().UtcTicks);
    }

    /// <summary>The time now.</summary>
    public LimitTime Now()
    {
        long ticks = Elapsed(_time.GetTimestamp() - _origin);
        UtcReading utc = Volatile.Read(ref _utc);
        return ticks - utc.Ticks <= UtcAgeMsMax * (Limits.TicksPerSecond / 1_000) ? utc.At(ticks) : ReadUtc(ticks);
    }

    private long Elapsed(long timestamps) =>
        _frequency == Limits.TicksPerSecond ? timestamps : (long)((Int128)timestamps * Limits.TicksPerSecond / _frequency);

    // Once a second one request pays for it: 32 bytes and a reading of the wall clock.
    private LimitTime ReadUtc(long ticks)
    {
        UtcReading utc = new(ticks, _time.GetUtcNow().UtcTicks);
        Volatile.Write(ref _utc, utc);
        return utc.At(ticks);
    }

    private sealed class UtcReading(long ticks, long utcTicks)
    {
        public long Ticks { get; } = ticks;

        public LimitTime At(long now) => new(now, utcTicks + ((now - Ticks) / TimeSpan.NanosecondsPerTick));
    }
}
