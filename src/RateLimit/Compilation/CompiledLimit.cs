using System.Globalization;

namespace Gatehouse.RateLimit;

/// <summary>A limit with its arithmetic worked out. Immutable.</summary>
public sealed class CompiledLimit
{
    internal CompiledLimit(string planName, Limit source)
    {
        PlanName = planName;
        Source = source;

        switch (source)
        {
            case TokenBucketLimit bucket:
                Kind = LimitKind.TokenBucket;
                long burst = bucket.Burst ?? bucket.Rate.Permits;
                TicksPerPermit = TicksOfPermit(bucket.Rate);
                BurstTicks = burst * TicksPerPermit;
                CostMax = burst;
                (Permits, PolicySeconds) = Policy(bucket.Rate, burst);
                break;
            case SlidingWindowLimit window:
                Kind = LimitKind.SlidingWindow;
                WindowTicks = window.Window.Ticks * TimeSpan.NanosecondsPerTick;
                CostMax = Permits = window.Permits;
                PolicySeconds = WindowTicks / Limits.TicksPerSecond;
                break;
            case QuotaLimit quota:
                Kind = LimitKind.Quota;
                Period = quota.Period;
                CostMax = Permits = quota.Permits;
                break;
            case ConcurrencyLimit concurrency:
                Kind = LimitKind.Concurrency;
                WindowTicks = concurrency.Lease.Ticks * TimeSpan.NanosecondsPerTick;
                CostMax = Permits = concurrency.Permits;
                break;
            default:
                throw new ArgumentException($"A limit of an unknown kind, {source.GetType()}.", nameof(source));
        }

        Periods = new QuotaCalendar(Period);
        CountBits = WindowTicks > 0 ? WindowCounts.CountBits(WindowTicks) : 0;
        CountMask = (1UL << CountBits) - 1;
        PolicyText = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Permits}{(Kind == LimitKind.Concurrency ? ";qu=\"concurrent-requests\"" : "")}");
        NameText = $"\"{Name}\"";
    }

    /// <summary>The plan it is of.</summary>
    public string PlanName { get; }

    /// <summary>Its name, unique in its plan.</summary>
    public string Name => Source.Name;

    /// <summary>What it was compiled from.</summary>
    public Limit Source { get; }

    /// <summary>How it counts.</summary>
    public LimitKind Kind { get; }

    /// <summary>Whether it only decides and counts, and never refuses.</summary>
    public bool IsDryRun => Source.DryRun;

    /// <summary>
    /// Permits that are told to clients (the <c>q</c> of <c>RateLimit-Policy</c>): of a token bucket the burst, or the rate where
    /// the burst is smaller; of the others all of them.
    /// </summary>
    public long Permits { get; }

    /// <summary>What a single request can cost at most; more can never be admitted.</summary>
    public long CostMax { get; }

    internal long TicksPerPermit { get; }

    internal long BurstTicks { get; }

    internal long WindowTicks { get; }

    internal QuotaPeriod Period { get; }

    internal QuotaCalendar Periods { get; }

    internal int CountBits { get; }

    internal ulong CountMask { get; }

    internal long PolicySeconds { get; }

    /// <summary>After so many nanoseconds without a charge every level is full.</summary>
    internal long LongestTicks => Kind switch
    {
        LimitKind.TokenBucket => BurstTicks,
        LimitKind.Quota => Limits.TicksPerSecond * (Period switch { QuotaPeriod.Hour => 3_600, QuotaPeriod.Day => 86_400, _ => 31 * 86_400 }),
        _ => 2 * WindowTicks,
    };

    internal string PolicyText { get; }

    internal string NameText { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{PlanName}/{Name}";

    /// <summary>A period in nanoseconds.</summary>
    internal static long TicksOfPeriod(RatePeriod period) => Limits.TicksPerSecond * period switch
    {
        RatePeriod.Second => 1,
        RatePeriod.Minute => 60,
        _ => 3_600,
    };

    /// <summary>What a permit costs, rounded up: never more permits than the rate says.</summary>
    internal static long TicksOfPermit(Rate rate) => (TicksOfPeriod(rate.Period) + rate.Permits - 1) / rate.Permits;

    // A client is told one number of permits and one window: those of the burst and the time it takes to come back. Where a
    // burst comes back within less than the rate's period, the rate says more, and the burst is part of it.
    private static (long Permits, long Seconds) Policy(Rate rate, long burst)
    {
        long ticks = TicksOfPeriod(rate.Period);
        return burst < rate.Permits
            ? (rate.Permits, ticks / Limits.TicksPerSecond)
            : (burst, CeilingSeconds((long)Int128.Min(((Int128)burst * ticks) / rate.Permits, Limits.TicksMax)));
    }

    internal static long CeilingSeconds(long ticks) => (ticks + Limits.TicksPerSecond - 1) / Limits.TicksPerSecond;
}
