using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Compiles the plans of all sources together: at the start, and for each change.</summary>
internal sealed class PlanCompilation(IEnumerable<PlanSource> sources)
{
    private readonly PlanSource[] _sources = [.. sources];

    public IEnumerable<PlanSource> Sources => _sources;

    /// <summary>Reads and compiles everything, and reports all that is wrong with it.</summary>
    public CompiledPlans Compile(RateLimitOptions options)
    {
        SourceMap places = new();
        DiagnosticBag diagnostics = new(places);
        List<(Plan Plan, bool IsBroken)> plans = [];
        string? defaultPlan = options.DefaultPlan;
        SourceLocation place = new($"{nameof(RateLimitOptions)}.{nameof(RateLimitOptions.DefaultPlan)}", 0, 0);

        foreach (PlanSource source in _sources)
        {
            plans.AddRange(source.Plans.Select(static plan => (plan, false)));

            if (source.Section is { } section)
            {
                plans.AddRange(PlanSection.Read(section, places, diagnostics));
                place = options.DefaultPlan is null ? SectionKeys.PlaceOf(section, PlanSection.DefaultPlan) : place;
                defaultPlan ??= section[PlanSection.DefaultPlan];
            }
        }

        // A plan that seems to have no limits because none could be read is not told so as well.
        PlanTable table = RateLimitCompiler.Compile(
            [.. plans.Where(static plan => !plan.IsBroken || !plan.Plan.Limits.IsEmpty).Select(static plan => plan.Plan)], diagnostics);
        Plan[] all = [.. plans.Select(static plan => plan.Plan)];
        defaultPlan ??= all.Length == 1 ? all[0].Name : null;
        CheckDefault(all, defaultPlan, place, diagnostics);
        return new CompiledPlans(table, defaultPlan, all, diagnostics);
    }

    private void CheckDefault(Plan[] plans, string? defaultPlan, SourceLocation place, DiagnosticBag diagnostics)
    {
        if (plans.Length == 0)
        {
            SourceLocation empty = _sources.LastOrDefault(static source => source.Section is not null)?.Section is { } section
                ? SectionKeys.PlaceOf(section)
                : new SourceLocation("AddGatehouseRateLimit", 0, 0);
            diagnostics.Report(RateLimitConfigurationDiagnostics.PlansMissing, empty);
        }
        else if (!Array.Exists(plans, plan => plan.Name == defaultPlan))
        {
            diagnostics.Report(
                RateLimitConfigurationDiagnostics.DefaultPlanUnknown, place, defaultPlan, string.Join(", ", plans.Select(static plan => plan.Name).Take(10)));
        }
    }
}

/// <summary>What came of it.</summary>
/// <param name="Table">The plans without errors.</param>
/// <param name="DefaultPlan">The name of the default plan; of a plan there is if <paramref name="Diagnostics"/> has no errors.</param>
/// <param name="Plans">The plans as they were written, to see whether anything changed.</param>
/// <param name="Diagnostics">The findings.</param>
internal sealed record CompiledPlans(PlanTable Table, string? DefaultPlan, Plan[] Plans, DiagnosticBag Diagnostics);
