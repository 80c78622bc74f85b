using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.RateLimit;

/// <summary>Checks plans and works out the arithmetic of their limits. Pure: equal plans give equal tables.</summary>
public static class RateLimitCompiler
{
    /// <summary>Compiles the plans of one configuration.</summary>
    /// <param name="plans">The plans, in any order.</param>
    /// <param name="diagnostics">
    /// Gets every finding, under the object name <c>Plan NAME</c>. A plan with an error is left out of the table, so a caller
    /// that goes on in spite of <see cref="DiagnosticBag.HasErrors"/> limits less than was asked for.
    /// </param>
    public static PlanTable Compile(IReadOnlyList<Plan> plans, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(diagnostics);
        HashSet<string> names = new(StringComparer.Ordinal);
        List<CompiledPlan> compiled = [];

        foreach (Plan plan in plans)
        {
            FieldPath at = FieldPath.Of($"Plan {plan.Name}");
            int errors = diagnostics.ErrorCount;
            CheckPlan(plan, names, at, diagnostics);
            LimitChecks.Check(plan.Limits, at.Field("limits"), diagnostics);

            if (diagnostics.ErrorCount == errors)
            {
                compiled.Add(new CompiledPlan(plan.Name, Limits(plan)));
            }
        }

        return new PlanTable(compiled);
    }

    private static ImmutableArray<CompiledLimit> Limits(Plan plan)
    {
        ImmutableArray<CompiledLimit>.Builder limits = ImmutableArray.CreateBuilder<CompiledLimit>(plan.Limits.Count);

        foreach (Limit limit in plan.Limits)
        {
            limits.Add(new CompiledLimit(plan.Name, limit));
        }

        return limits.MoveToImmutable();
    }

    private static void CheckPlan(Plan plan, HashSet<string> names, FieldPath at, DiagnosticBag diagnostics)
    {
        if (!LimitChecks.IsName(plan.Name))
        {
            diagnostics.Report(RateLimitDiagnostics.NameInvalid, at.Field("name"), plan.Name, RateLimit.Limits.NameLengthMax);
        }

        if (!names.Add(plan.Name))
        {
            diagnostics.Report(RateLimitDiagnostics.PlanRepeated, at.Field("name"), plan.Name);
        }
        else if (names.Count > RateLimit.Limits.PlansMax)
        {
            diagnostics.Report(RateLimitDiagnostics.PlansTooMany, at, null, RateLimit.Limits.PlansMax);
        }

        if (plan.Limits.IsEmpty)
        {
            diagnostics.Report(RateLimitDiagnostics.PlanUnlimited, at.Field("limits"));
        }
        else if (plan.Limits.Count > RateLimit.Limits.LimitsPerRequestMax)
        {
            diagnostics.Report(
                RateLimitDiagnostics.LimitsTooMany,
                at.Field("limits"),
                plan.Limits.Count.ToString(CultureInfo.InvariantCulture),
                RateLimit.Limits.LimitsPerRequestMax);
        }
    }
}
