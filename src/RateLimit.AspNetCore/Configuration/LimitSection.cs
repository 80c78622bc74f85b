using Gatehouse.Primitives.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Reads one limit: <c>Plans:free:Limits:second</c>.</summary>
internal sealed class LimitSection(IConfigurationSection section, DiagnosticBag diagnostics)
{
    public const string Rate = "Rate";
    public const string Burst = "Burst";
    public const string Window = "Window";
    public const string Permits = "Permits";
    public const string Quota = "Quota";
    public const string Concurrency = "Concurrency";
    public const string Lease = "Lease";
    public const string DryRun = "DryRun";

    private static readonly string[] Kinds = [Rate, Window, Quota, Concurrency];
    private static readonly string[] Keys = [Rate, Burst, Window, Permits, Quota, Concurrency, Lease, DryRun];

    /// <summary>The limit; <see langword="null"/> where something of it was reported.</summary>
    public Limit? Read()
    {
        int errors = diagnostics.ErrorCount;
        SectionKeys.Check(section, Keys, diagnostics);
        string[] found = [.. Kinds.Where(kind => section[kind] is not null)];

        if (found.Length != 1)
        {
            diagnostics.Report(
                RateLimitConfigurationDiagnostics.KindUnclear, SectionKeys.PlaceOf(section), found.Length == 0 ? section.Value : string.Join(", ", found));
            return null;
        }

        Expect(Burst, beside: Rate);
        Expect(Permits, beside: Window);
        Expect(Lease, beside: Concurrency);
        Limit limit = Read(found[0]);
        return diagnostics.ErrorCount == errors ? limit : null;
    }

    private Limit Read(string kind) => kind switch
    {
        Rate => new TokenBucketLimit { Name = section.Key, Rate = ReadRate(), Burst = section[Burst] is null ? null : ReadPermits(Burst), DryRun = ReadDryRun() },
        Window => new SlidingWindowLimit { Name = section.Key, Permits = ReadPermits(Permits), Window = ReadDuration(Window, default), DryRun = ReadDryRun() },
        Quota => ReadQuota(),
        _ => new ConcurrencyLimit
        {
            Name = section.Key,
            Permits = ReadPermits(Concurrency),
            Lease = ReadDuration(Lease, TimeSpan.FromMinutes(1)),
            DryRun = ReadDryRun(),
        },
    };

    private Rate ReadRate() => ConfigurationText.TryParseRate(section[Rate], out Rate rate)
        ? rate
        : Unreadable<Rate>(Rate, "permits, '/' and second, minute or hour", "10/second");

    private QuotaLimit ReadQuota()
    {
        if (!ConfigurationText.TryParseQuota(section[Quota], out long permits, out QuotaPeriod period))
        {
            Unreadable<long>(Quota, "permits, '/' and hour, day or month", "100000/month");
        }

        return new QuotaLimit { Name = section.Key, Permits = permits, Period = period, DryRun = ReadDryRun() };
    }

    private long ReadPermits(string key)
    {
        if (section[key] is not { } text)
        {
            diagnostics.Report(RateLimitConfigurationDiagnostics.ValueMissing, SectionKeys.PlaceOf(section, key), null, "100");
            return 0;
        }

        return ConfigurationText.TryParsePermits(text, out long permits) ? permits : Unreadable<long>(key, "a whole number, 1 or more", "100");
    }

    private TimeSpan ReadDuration(string key, TimeSpan absent) =>
        section[key] is not { } text ? absent
        : ConfigurationText.TryParseDuration(text, out TimeSpan duration) ? duration
        : Unreadable<TimeSpan>(key, "a duration with its unit: s, m, h or d, or hours:minutes:seconds", "10s");

    private bool ReadDryRun() =>
        section[DryRun] is { } text && (bool.TryParse(text, out bool isDryRun) ? isDryRun : Unreadable<bool>(DryRun, "true or false", "true"));

    private void Expect(string key, string beside)
    {
        if (section[key] is { } text && section[beside] is null)
        {
            diagnostics.Report(RateLimitConfigurationDiagnostics.KeyMisplaced, SectionKeys.PlaceOf(section, key), text, beside);
        }
    }

    private T Unreadable<T>(string key, string expected, string example)
    {
        diagnostics.Report(RateLimitConfigurationDiagnostics.ValueUnreadable, SectionKeys.PlaceOf(section, key), section[key], expected, example);
        return default!;
    }
}
