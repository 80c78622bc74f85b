using System.Globalization;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Reads what people write for permits, rates, quotas and durations.</summary>
internal static class ConfigurationText
{
    public static bool TryParsePermits(ReadOnlySpan<char> text, out long permits) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out permits);

    /// <summary><c>10/second</c>.</summary>
    public static bool TryParseRate(ReadOnlySpan<char> text, out Rate rate)
    {
        bool isRead = TrySplit(text, out long permits, out ReadOnlySpan<char> period);
        RatePeriod? found = Is(period, "second") ? RatePeriod.Second : Is(period, "minute") ? RatePeriod.Minute : Is(period, "hour") ? RatePeriod.Hour : null;
        rate = new Rate(permits, found ?? default);
        return isRead && found is not null;
    }

    /// <summary><c>100000/month</c>.</summary>
    public static bool TryParseQuota(ReadOnlySpan<char> text, out long permits, out QuotaPeriod period)
    {
        bool isRead = TrySplit(text, out permits, out ReadOnlySpan<char> word);
        QuotaPeriod? found = Is(word, "hour") ? QuotaPeriod.Hour : Is(word, "day") ? QuotaPeriod.Day : Is(word, "month") ? QuotaPeriod.Month : null;
        period = found ?? default;
        return isRead && found is not null;
    }

    /// <summary><c>10s</c>, <c>5m</c>, <c>1h</c>, <c>2d</c> or <c>00:01:30</c>.</summary>
    public static bool TryParseDuration(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        text = text.Trim();
        duration = default;

        // A bare number would be days to TimeSpan and seconds to everybody else.
        if (text.Contains(':'))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
        }

        long seconds = text.IsEmpty ? 0 : char.ToLowerInvariant(text[^1]) switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };

        if (seconds == 0 || !TryParsePermits(text[..^1], out long count) || count > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond / seconds)
        {
            return false;
        }

        duration = new TimeSpan(count * seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out long permits, out ReadOnlySpan<char> period)
    {
        int slash = text.IndexOf('/');
        permits = 0;
        period = slash < 0 ? default : text[(slash + 1)..].Trim();
        return slash > 0 && TryParsePermits(text[..slash], out permits);
    }

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
