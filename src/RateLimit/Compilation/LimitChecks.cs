using System.Buffers;
using System.Globalization;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.RateLimit;

/// <summary>What a limit has to be, so that its arithmetic is exact and cannot overflow.</summary>
internal static class LimitChecks
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/");

    // Names stand between quotes in RateLimit fields, where these need no escape.
    public static bool IsName(string name) =>
        name.Length is > 0 and <= Limits.NameLengthMax && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    public static void Check(ValueList<Limit> limits, FieldPath at, DiagnosticBag diagnostics)
    {
        HashSet<string> names = new(StringComparer.Ordinal);

        for (int i = 0; i < limits.Count; i++)
        {
            FieldPath limitAt = at.Index(i);

            if (!IsName(limits[i].Name))
            {
                diagnostics.Report(RateLimitDiagnostics.NameInvalid, limitAt.Field("name"), limits[i].Name, Limits.NameLengthMax);
            }

            if (!names.Add(limits[i].Name))
            {
                diagnostics.Report(RateLimitDiagnostics.LimitRepeated, limitAt.Field("name"), limits[i].Name);
            }

            CheckKind(limits[i], limitAt, diagnostics);
        }
    }

    private static void CheckKind(Limit limit, FieldPath at, DiagnosticBag diagnostics)
    {
        switch (limit)
        {
            case TokenBucketLimit bucket:
                CheckBucket(bucket, at, diagnostics);
                break;
            case SlidingWindowLimit window:
                CheckCounter(window.Permits, window.Window, "window", RateLimitDiagnostics.WindowOutOfRange, at, diagnostics);
                break;
            case ConcurrencyLimit concurrency:
                CheckCounter(concurrency.Permits, concurrency.Lease, "lease", RateLimitDiagnostics.LeaseOutOfRange, at, diagnostics);
                break;
            case QuotaLimit quota:
                CheckPermits(quota.Permits, Limits.QuotaPermitsMax, at, diagnostics);

                if (quota.Period > QuotaPeriod.Month)
                {
                    diagnostics.Report(RateLimitDiagnostics.PeriodUnknown, at.Field("period"), quota.Period.ToString());
                }

                break;
        }
    }

    private static void CheckBucket(TokenBucketLimit bucket, FieldPath at, DiagnosticBag diagnostics)
    {
        if (bucket.Rate.Period > RatePeriod.Hour)
        {
            diagnostics.Report(RateLimitDiagnostics.PeriodUnknown, at.Field("rate"), bucket.Rate.Period.ToString());
            return;
        }

        long seconds = CompiledLimit.TicksOfPeriod(bucket.Rate.Period) / Limits.TicksPerSecond;

        if (bucket.Rate.Permits < 1 || bucket.Rate.Permits > Limits.RatePerSecondMax * seconds)
        {
            diagnostics.Report(RateLimitDiagnostics.RateOutOfRange, at.Field("rate"), bucket.Rate.ToString(), Limits.RatePerSecondMax);
            return;
        }

        long burst = bucket.Burst ?? bucket.Rate.Permits;

        if (burst is < 1 or > Limits.BurstMax)
        {
            diagnostics.Report(RateLimitDiagnostics.BurstOutOfRange, at.Field("burst"), Text(burst), Limits.BurstMax);
        }
        else if (burst > Limits.BurstTicksMax / CompiledLimit.TicksOfPermit(bucket.Rate))
        {
            diagnostics.Report(
                RateLimitDiagnostics.BurstTooSlow, at.Field("burst"), Text(burst), Limits.BurstTicksMax / CompiledLimit.TicksOfPermit(bucket.Rate));
        }
    }

    private static void CheckCounter(
        long permits, TimeSpan window, string field, DiagnosticDescriptor outOfRange, FieldPath at, DiagnosticBag diagnostics)
    {
        if (window.Ticks % TimeSpan.TicksPerSecond != 0
            || window < TimeSpan.FromSeconds(Limits.WindowSecondsMin)
            || window > TimeSpan.FromSeconds(Limits.WindowSecondsMax))
        {
            diagnostics.Report(
                outOfRange, at.Field(field), window.ToString("c", CultureInfo.InvariantCulture), Limits.WindowSecondsMin, Limits.WindowSecondsMax);
            return;
        }

        CheckPermits(permits, (1L << WindowCounts.CountBits(window.Ticks * TimeSpan.NanosecondsPerTick)) - 1, at, diagnostics);
    }

    private static void CheckPermits(long permits, long most, FieldPath at, DiagnosticBag diagnostics)
    {
        if (permits < 1 || permits > most)
        {
            diagnostics.Report(RateLimitDiagnostics.PermitsOutOfRange, at.Field("permits"), Text(permits), most);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
