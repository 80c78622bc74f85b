using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Reads plans from a section with <c>DefaultPlan</c> and <c>Plans</c>, by hand, so that trimming loses nothing.</summary>
internal static class PlanSection
{
    public const string DefaultPlan = "DefaultPlan";
    public const string Plans = "Plans";
    private const string Limits = "Limits";
    private const string PlanExample = "{ \"Limits\": { \"second\": { \"Rate\": \"10/second\" } } }";

    /// <summary>Reads all plans, each with whether something of it was left out, reports everything that is wrong with them, and says where the compiler's findings belong.</summary>
    /// <param name="section">The section.</param>
    /// <param name="places">Gets the place of each plan.</param>
    /// <param name="diagnostics">Gets the findings.</param>
    public static List<(Plan Plan, bool IsBroken)> Read(IConfigurationSection section, SourceMap places, DiagnosticBag diagnostics)
    {
        SectionKeys.Check(section, [DefaultPlan, Plans], diagnostics);
        List<(Plan, bool)> plans = [];

        foreach (IConfigurationSection plan in section.GetSection(Plans).GetChildren())
        {
            int errors = diagnostics.ErrorCount;
            SectionKeys.Check(plan, [Limits], diagnostics);

            if (plan.Value is { Length: > 0 } text)
            {
                diagnostics.Report(RateLimitConfigurationDiagnostics.ValueUnreadable, SectionKeys.PlaceOf(plan), text, "an object with Limits", PlanExample);
            }

            Plan read = ReadPlan(plan, places, diagnostics);
            plans.Add((read, diagnostics.ErrorCount > errors));
        }

        return plans;
    }

    private static Plan ReadPlan(IConfigurationSection section, SourceMap places, DiagnosticBag diagnostics)
    {
        List<IConfigurationSection> sections = [];
        List<Limit> limits = [];

        foreach (IConfigurationSection limit in section.GetSection(Limits).GetChildren())
        {
            if (new LimitSection(limit, diagnostics).Read() is { } read)
            {
                sections.Add(limit);
                limits.Add(read);
            }
        }

        places.Add($"Plan {section.Key}", path => Locate(path, section, sections));
        return new Plan { Name = section.Key, Limits = limits.ToValueList() };
    }

    private static SourceLocation Locate(FieldPath path, IConfigurationSection plan, List<IConfigurationSection> limits)
    {
        for (FieldPath? step = path; step is not null; step = step.Parent)
        {
            if (step.Position >= 0 && step.Position < limits.Count)
            {
                IConfigurationSection limit = limits[step.Position];
                return KeyOf(path.Name, limit) is { } key ? SectionKeys.PlaceOf(limit, key) : SectionKeys.PlaceOf(limit);
            }
        }

        return SectionKeys.PlaceOf(plan);
    }

    // Permits of a quota and of a concurrency limit are written as the quota and as the concurrency.
    private static string? KeyOf(string? field, IConfigurationSection limit) => field switch
    {
        "rate" => LimitSection.Rate,
        "burst" => limit[LimitSection.Burst] is null ? LimitSection.Rate : LimitSection.Burst,
        "window" => LimitSection.Window,
        "lease" => LimitSection.Lease,
        "period" => LimitSection.Quota,
        "permits" => limit[LimitSection.Quota] is not null ? LimitSection.Quota
            : limit[LimitSection.Concurrency] is not null ? LimitSection.Concurrency
            : LimitSection.Permits,
        _ => null,
    };
}
