namespace Gatehouse.RateLimit;

/// <summary>One limit of a plan.</summary>
public abstract record Limit
{
    private protected Limit()
    {
    }

    /// <summary>
    /// Its name, unique in its plan; it names the policy in <c>RateLimit</c> fields. Letters, digits, '.', '_', '-' and '/',
    /// at most <see cref="Limits.NameLengthMax"/>. Limits of one plan and name keep their levels when they change.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Whether it only decides and counts, and never refuses.</summary>
    public bool DryRun { get; init; }
}

/// <summary>So many permits a second, minute or hour, and a burst beyond that (GCRA). Never more than burst + rate × elapsed.</summary>
public sealed record TokenBucketLimit : Limit
{
    /// <summary>How fast permits come back.</summary>
    public required Rate Rate { get; init; }

    /// <summary>
    /// How many permits a full bucket holds, from 1 to <see cref="Limits.BurstMax"/>. <see langword="null"/>: as many as the
    /// rate gives in its period.
    /// </summary>
    public long? Burst { get; init; }
}

/// <summary>
/// So many permits in a window that slides: the window before counts for the share of it that is not yet past. Never more
/// than the permits in one window of the clock, never more than permits × (1 + elapsed ÷ window) in any time.
/// </summary>
public sealed record SlidingWindowLimit : Limit
{
    /// <summary>Permits of a window, from 1 to a bound that grows with the window: 65 535 for a second, 33 554 431 for a day.</summary>
    public required long Permits { get; init; }

    /// <summary>The window's length in whole seconds, from <see cref="Limits.WindowSecondsMin"/> to <see cref="Limits.WindowSecondsMax"/>.</summary>
    public required TimeSpan Window { get; init; }
}

/// <summary>So many permits in an hour, day or month of the calendar, in UTC.</summary>
public sealed record QuotaLimit : Limit
{
    /// <summary>Permits of a period, from 1 to <see cref="Limits.QuotaPermitsMax"/>.</summary>
    public required long Permits { get; init; }

    /// <summary>The period.</summary>
    public required QuotaPeriod Period { get; init; }
}

/// <summary>So many requests at a time. A permit is given back when the request ends, and by itself when its lease runs out.</summary>
public sealed record ConcurrencyLimit : Limit
{
    /// <summary>How many at a time, from 1 to a bound that grows with the lease: 524 287 for a minute.</summary>
    public required long Permits { get; init; }

    /// <summary>
    /// How long a permit is held for certain without renewal, in whole seconds; after at most twice as long it is free,
    /// whatever became of its holder.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);
}
