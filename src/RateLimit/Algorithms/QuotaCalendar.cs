namespace Gatehouse.RateLimit;

/// <summary>Which period of the calendar a moment is in. Remembers the last one, since the next request asks for it again.</summary>
internal sealed class QuotaCalendar(QuotaPeriod period)
{
    private static readonly DateTime Origin = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // The number of an hour has 24 bits, which end in the year 3913. A clock beyond either end counts as at that end.
    private static readonly DateTime End = new(3900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private CalendarPeriod _last = new(-1, 0, 0);

    public CalendarPeriod At(long utcTicks)
    {
        utcTicks = Math.Clamp(utcTicks, Origin.Ticks, End.Ticks);
        CalendarPeriod last = Volatile.Read(ref _last);

        if (utcTicks >= last.StartTicks && utcTicks < last.EndTicks)
        {
            return last;
        }

        CalendarPeriod next = Find(utcTicks);
        Volatile.Write(ref _last, next);
        return next;
    }

    private CalendarPeriod Find(long utcTicks)
    {
        if (period != QuotaPeriod.Month)
        {
            long length = period == QuotaPeriod.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerDay;
            long number = (utcTicks - Origin.Ticks) / length;
            long start = Origin.Ticks + (number * length);
            return new CalendarPeriod(number, start, start + length);
        }

        DateTime moment = new(utcTicks, DateTimeKind.Utc);
        DateTime first = new(moment.Year, moment.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        return new CalendarPeriod(((moment.Year - Origin.Year) * 12) + moment.Month - 1, first.Ticks, first.AddMonths(1).Ticks);
    }
}

/// <summary>One period: its number since 2000-01-01 and its first and next-to-last moment in UTC ticks.</summary>
internal sealed record CalendarPeriod(long Number, long StartTicks, long EndTicks)
{
    public long Seconds => (EndTicks - StartTicks) / TimeSpan.TicksPerSecond;
}
