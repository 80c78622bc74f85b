namespace Gatehouse.RateLimit;

/// <summary>So many permits per period. Their ratio may not exceed <see cref="Limits.RatePerSecondMax"/> a second.</summary>
/// <param name="Permits">At least 1.</param>
/// <param name="Period">The period.</param>
public readonly record struct Rate(long Permits, RatePeriod Period)
{
    /// <summary>So many a second.</summary>
    public static Rate PerSecond(long permits) => new(permits, RatePeriod.Second);

    /// <summary>So many a minute.</summary>
    public static Rate PerMinute(long permits) => new(permits, RatePeriod.Minute);

    /// <summary>So many an hour.</summary>
    public static Rate PerHour(long permits) => new(permits, RatePeriod.Hour);

    /// <summary>The way plans are spoken of: <c>100/second</c>.</summary>
    public override string ToString() => $"{Permits}/{Period switch { RatePeriod.Second => "second", RatePeriod.Minute => "minute", _ => "hour" }}";
}

/// <summary>The period of a <see cref="Rate"/>.</summary>
public enum RatePeriod : byte
{
    /// <summary>One second.</summary>
    Second = 0,

    /// <summary>60 seconds.</summary>
    Minute,

    /// <summary>3 600 seconds.</summary>
    Hour,
}

/// <summary>The period of a <see cref="QuotaLimit"/>, in UTC.</summary>
public enum QuotaPeriod : byte
{
    /// <summary>From minute 0 to the next minute 0.</summary>
    Hour = 0,

    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From the first day of a month to that of the next: 28 to 31 days.</summary>
    Month,
}
