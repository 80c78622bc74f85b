using System.Reflection;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Testing;

namespace Gatehouse.RateLimit.Tests.Compilation;

/// <summary>What every diagnostic of this package says, whole, as somebody reads it.</summary>
public class RateLimitDiagnosticsTests
{
    [Fact]
    public void Every_diagnostic_says_what_is_written_down()
    {
        DiagnosticBag diagnostics = new();
        RateLimitCompiler.Compile([.. Mistakes(), .. Crowd()], diagnostics);
        string found = string.Concat(diagnostics.Select(static diagnostic => $"{diagnostic}\n"));

        Assert.Equal(Golden.Read("ratelimit/diagnostics.out.txt", found), found);
        Assert.Equal(
            typeof(RateLimitDiagnostics).GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Select(static property => ((DiagnosticDescriptor)property.GetValue(null)!).Id)
                .Order(StringComparer.Ordinal),
            diagnostics.Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_plan_with_an_error_is_left_out_and_the_others_hold()
    {
        DiagnosticBag diagnostics = new();
        PlanTable table = RateLimitCompiler.Compile([Plans.Plan(Plans.Quota(0)), Plans.Plan(Plans.Quota(1)) with { Name = "gold" }], diagnostics);

        Assert.True(diagnostics.HasErrors);
        Assert.Equal("gold", Assert.Single(table.Plans).Name);
        Assert.True(table.TryFind("gold", out _));
        Assert.False(table.TryFind("free", out _));
    }

    [Fact]
    public void The_extremes_are_valid_and_decide()
    {
        Limit[] extremes =
        [
            Plans.Bucket(Rate.PerSecond(Limits.RatePerSecondMax), Limits.BurstMax),
            Plans.Bucket(Rate.PerHour(Limits.RatePerSecondMax * 3_600), Limits.BurstMax),
            Plans.Bucket(Rate.PerHour(1), Limits.BurstTicksMax / (3_600 * Limits.TicksPerSecond)),
            Plans.Window(65_535, 1),
            Plans.Window((1L << WindowCounts.CountBits(Limits.WindowSecondsMax * Limits.TicksPerSecond)) - 1, Limits.WindowSecondsMax),
            Plans.Quota(Limits.QuotaPermitsMax, QuotaPeriod.Month),
            Plans.Concurrent(65_535, 1),
        ];

        foreach (Limit limit in extremes)
        {
            Limiter limiter = Plans.Limiter(limit);
            int cost = (int)Math.Min(int.MaxValue, limiter.Limit.CostMax);
            LimitTime last = Plans.AtTicks(Limits.TicksMax);
            Assert.True(limiter.Charge(Plans.Key(), cost, in last).IsAdmitted);
            Assert.Equal(limiter.Limit.CostMax - cost, limiter.Peek(Plans.Key(), 0, in last).Remaining);
        }
    }

    private static Plan[] Mistakes() =>
    [
        new Plan { Name = "no spaces" },
        Plans.Plan(Plans.Quota(1), Plans.Quota(2)),
        Plans.Plan(Plans.Quota(1)),
        Plans.Plan([.. Enumerable.Range(0, Limits.LimitsPerRequestMax + 1).Select(static i => Plans.Quota(1) with { Name = $"{i}" })]) with { Name = "many" },
        Plans.Plan(
            Plans.Bucket(Rate.PerSecond(Limits.RatePerSecondMax + 1)) with { Name = "a" },
            Plans.Bucket(Rate.PerMinute(0)) with { Name = "b" },
            Plans.Bucket(Rate.PerSecond(1), 0) with { Name = "c" },
            Plans.Bucket(Rate.PerHour(1), Limits.BurstMax) with { Name = "d" },
            Plans.Bucket(new Rate(1, (RatePeriod)9)) with { Name = "e" }) with { Name = "buckets" },
        Plans.Plan(
            Plans.Window(1, 0.5) with { Name = "a" },
            Plans.Window(70_000, 1) with { Name = "b" },
            Plans.Concurrent(1, 0) with { Name = "c" },
            Plans.Quota(1, (QuotaPeriod)9) with { Name = "d" }) with { Name = "counters" },
    ];

    private static IEnumerable<Plan> Crowd() => Enumerable.Range(0, Limits.PlansMax - 4).Select(static i => Plans.Plan(Plans.Quota(1)) with { Name = $"plan-{i}" });
}
