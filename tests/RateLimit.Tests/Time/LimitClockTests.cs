using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.RateLimit.Tests.Time;

public class LimitClockTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero));

    [Fact]
    public void It_begins_at_zero_and_counts_nanoseconds()
    {
        LimitClock clock = new(_time);
        Assert.Equal(0, clock.Now().Ticks);
        _time.Advance(TimeSpan.FromTicks(3));
        Assert.Equal(300, clock.Now().Ticks);
        Assert.Equal(_time.GetUtcNow().UtcTicks, clock.Now().UtcTicks);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(300 + (86_400 * Limits.TicksPerSecond), clock.Now().Ticks);
        Assert.Equal(_time.GetUtcNow().UtcTicks, clock.Now().UtcTicks);
    }

    [Fact]
    public void A_step_of_the_wall_clock_moves_utc_within_a_second_and_nothing_else()
    {
        SteppedTime time = new();
        LimitClock clock = new(time);
        time.Utc += TimeSpan.FromHours(1);
        Assert.Equal(0, clock.Now().Ticks);
        time.Timestamp += 2 * Limits.TicksPerSecond;
        Assert.Equal(2 * Limits.TicksPerSecond, clock.Now().Ticks);
        Assert.Equal(time.Utc.UtcTicks, clock.Now().UtcTicks);
    }

    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Utc { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public long Timestamp { get; set; }

        public override long TimestampFrequency => Limits.TicksPerSecond;

        public override long GetTimestamp() => Timestamp;

        public override DateTimeOffset GetUtcNow() => Utc;
    }
}
