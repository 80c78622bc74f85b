using System.Reflection;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Testing;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Configuration;

/// <summary>What every diagnostic of reading a configuration says, whole, as somebody reads it.</summary>
public class RateLimitConfigurationDiagnosticsTests
{
    [Fact]
    public void Every_diagnostic_says_what_is_written_down()
    {
        Diagnostic[] findings =
        [
            .. PlanSectionTests.Compile("""
                { "RateLimit": { "DefaultPlan": "fre", "Default": "free", "Plans": {
                  "free": { "Limits": {
                    "a": { "Rate": "10 per second", "Brust": 20 },
                    "b": { "Rate": "10/day", "Burst": "many", "DryRun": "yes" },
                    "c": { "Window": "10", "Permits": -1 },
                    "d": { "Window": "10s" },
                    "e": { "Quota": "100000/year" },
                    "f": { "Concurrency": "1.5", "Lease": "1 minute" },
                    "g": {},
                    "h": { "Rate": "1/second", "Quota": "1/day" },
                    "i": { "Quota": "1/day", "Burst": 5, "Lease": "1m", "Permits": 7 },
                    "j": "10/second" } },
                  "gold": "1000/second" } } }
                """).Diagnostics,
            .. PlanSectionTests.Compile("""{ "RateLimit": { "Plans": { "a": { "Limits": { "x": { "Quota": "1/day" } } }, "b": { "Limits": { "x": { "Quota": "1/day" } } } } } }""").Diagnostics,
            .. PlanSectionTests.Compile("""{ "RateLimits": {} }""").Diagnostics,
            .. new PlanCompilation([new PlanSource([])]).Compile(new RateLimitOptions()).Diagnostics,
            .. new PlanCompilation([new PlanSource([TestPlans.Bucket("free", 1)])]).Compile(new RateLimitOptions { DefaultPlan = "gold" }).Diagnostics,
        ];
        string found = string.Concat(findings.Select(static finding => $"{finding}\n"));

        Assert.Equal(Golden.Read("ratelimit/configuration.out.txt", found), found);
        Assert.Equal(
            typeof(RateLimitConfigurationDiagnostics).GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Select(static property => ((DiagnosticDescriptor)property.GetValue(null)!).Id)
                .Order(StringComparer.Ordinal),
            findings.Select(static finding => finding.Id).Where(static id => string.CompareOrdinal(id, "RL2040") >= 0).Distinct().Order(StringComparer.Ordinal));
    }
}
