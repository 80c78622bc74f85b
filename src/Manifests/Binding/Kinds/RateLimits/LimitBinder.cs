using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

namespace Gatehouse.Manifests;

/// <summary>Reads one limit of a Plan or a RateLimitPolicy. Whoever calls closes its fields.</summary>
internal static class LimitBinder
{
    // Stands for a name that is missing, which is reported once.
    private const string Unnamed = "unnamed";

    private static readonly (string Field, Func<Fields, string, bool, Limit?> Bind)[] Kinds =
    [
        ("rate", BindRate),
        ("window", BindWindow),
        ("quota", BindQuota),
        ("concurrency", BindConcurrency),
    ];

    public static BoundLimit? Bind(Fields fields)
    {
        string name = fields.Require("name")?.Text() ?? Unnamed;
        bool isDryRun = fields.Find("dryRun")?.Flag() ?? false;
        List<BoundLimit?> found = [.. Kinds.Select(kind => BindOne(fields, kind.Field, name, isDryRun, kind.Bind))];

        if (Kinds.Count(kind => fields.Has(kind.Field)) != 1)
        {
            fields.Report(ManifestDiagnostics.FieldChoice, null, "exactly one", "rate, window, quota and concurrency");
        }

        return found.Find(bound => bound is not null);
    }

    private static BoundLimit? BindOne(Fields fields, string field, string name, bool isDryRun, Func<Fields, string, bool, Limit?> bind)
    {
        if (fields.Find(field)?.Fields() is not { } member)
        {
            return null;
        }

        Limit? limit = bind(member, name, isDryRun);
        member.Close();
        return limit is null ? null : new BoundLimit(limit, fields, member);
    }

    private static TokenBucketLimit? BindRate(Fields rate, string name, bool isDryRun)
    {
        long? requests = rate.Require("requests")?.WholeNumber();
        string? per = rate.Require("per")?.OneOf("Second", "Minute", "Hour");
        long? burst = rate.Find("burst")?.WholeNumber();
        return requests is null || per is null
            ? null
            : new TokenBucketLimit { Name = name, DryRun = isDryRun, Rate = new Rate(requests.Value, Enum.Parse<RatePeriod>(per)), Burst = burst };
    }

    private static SlidingWindowLimit? BindWindow(Fields window, string name, bool isDryRun)
    {
        long? requests = window.Require("requests")?.WholeNumber();
        TimeSpan? length = window.Require("length") is { } text ? DurationRules.Duration(text) : null;
        return requests is null || length is null
            ? null
            : new SlidingWindowLimit { Name = name, DryRun = isDryRun, Permits = requests.Value, Window = length.Value };
    }

    private static QuotaLimit? BindQuota(Fields quota, string name, bool isDryRun)
    {
        long? requests = quota.Require("requests")?.WholeNumber();
        string? per = quota.Require("per")?.OneOf("Hour", "Day", "Month");
        return requests is null || per is null
            ? null
            : new QuotaLimit { Name = name, DryRun = isDryRun, Permits = requests.Value, Period = Enum.Parse<QuotaPeriod>(per) };
    }

    private static ConcurrencyLimit? BindConcurrency(Fields concurrency, string name, bool isDryRun)
    {
        long? requests = concurrency.Require("requests")?.WholeNumber();
        TimeSpan? lease = concurrency.Find("lease") is { } text ? DurationRules.Duration(text) : null;
        ConcurrencyLimit? limit = requests is null ? null : new() { Name = name, DryRun = isDryRun, Permits = requests.Value };
        return lease is null ? limit : limit is null ? null : limit with { Lease = lease.Value };
    }
}

/// <summary>A limit and the fields it was read from.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Fields">Its own fields, such as <c>name</c>.</param>
/// <param name="Member">Those of its kind: of <c>rate</c>, <c>window</c>, <c>quota</c> or <c>concurrency</c>.</param>
internal sealed record BoundLimit(Limit Limit, Fields Fields, Fields Member)
{
    /// <summary>
    /// Asks the compiler of limits, which knows their ranges, and reports what it finds: here a limit that can not be is a
    /// mistake of its own object, and keeps nothing else from going live.
    /// </summary>
    /// <returns>What a request can cost at most; <see langword="null"/> for a limit that can not be.</returns>
    public long? Check()
    {
        DiagnosticBag findings = new();
        PlanTable compiled = RateLimitCompiler.Compile([new Plan { Name = "one", Limits = [Limit] }], findings);

        foreach (Diagnostic finding in findings)
        {
            Report(finding, finding.Field[(finding.Field.LastIndexOf('.') + 1)..]);
        }

        return compiled.Plans.IsEmpty ? null : compiled.Plans[0].Limits[0].CostMax;
    }

    // The model's fields by the names that manifests have for them.
    private void Report(Diagnostic finding, string field)
    {
        (Fields at, string name) = field switch
        {
            "name" => (Fields, "name"),
            "rate" or "permits" => (Member, "requests"),
            "window" => (Member, "length"),
            _ => (Member, field),
        };
        at.AddFinding(name, finding);
    }
}
