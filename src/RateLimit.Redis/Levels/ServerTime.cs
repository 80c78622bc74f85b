namespace Gatehouse.RateLimit.Redis;

/// <summary>The time at which a script decided.</summary>
/// <param name="Seconds">Whole seconds: Unix time, or since the origin of a virtual clock.</param>
/// <param name="Nanoseconds">What is beyond them.</param>
/// <param name="UtcTicks">The same moment in UTC.</param>
internal readonly record struct ServerTime(long Seconds, long Nanoseconds, long UtcTicks)
{
    // Unix time in nanoseconds needs 61 of a level's 62 bits until the year 2043, and 62 until 2116.
    public long Ticks => (Seconds * RateLimit.Limits.TicksPerSecond) + Nanoseconds;

    public static ServerTime OfServer(long seconds, long nanoseconds) => new(
        seconds, nanoseconds, DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick));

    public static ServerTime Of(in LimitTime time) =>
        new(time.Ticks / RateLimit.Limits.TicksPerSecond, time.Ticks % RateLimit.Limits.TicksPerSecond, time.UtcTicks);
}
