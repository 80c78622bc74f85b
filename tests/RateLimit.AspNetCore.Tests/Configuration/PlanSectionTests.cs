using System.Text;
using Microsoft.Extensions.Configuration;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Configuration;

public class PlanSectionTests
{
    [Fact]
    public void Every_kind_of_limit_is_read()
    {
        CompiledPlans plans = Compile("""
            { "RateLimit": { "DefaultPlan": "free", "Plans": {
              "free": { "Limits": {
                "a": { "Rate": "10/second" },
                "b": { "Rate": " 6 / Minute ", "Burst": 20, "DryRun": true },
                "c": { "Window": "00:01:30", "Permits": 100 },
                "d": { "Quota": "100000/month" },
                "e": { "Concurrency": 5 },
                "f": { "Concurrency": 5, "Lease": "5m" } } },
              "gold": { "limits": { "hour": { "rate": "7/hour" }, "day": { "window": "2d", "permits": 9 } } } } } }
            """);

        Assert.Empty(plans.Diagnostics);
        Assert.Equal("free", plans.DefaultPlan);
        Assert.Equal(
            [
                new Plan
                {
                    Name = "free",
                    Limits =
                    [
                        new TokenBucketLimit { Name = "a", Rate = Rate.PerSecond(10) },
                        new TokenBucketLimit { Name = "b", Rate = Rate.PerMinute(6), Burst = 20, DryRun = true },
                        new SlidingWindowLimit { Name = "c", Permits = 100, Window = TimeSpan.FromSeconds(90) },
                        new QuotaLimit { Name = "d", Permits = 100_000, Period = QuotaPeriod.Month },
                        new ConcurrencyLimit { Name = "e", Permits = 5 },
                        new ConcurrencyLimit { Name = "f", Permits = 5, Lease = TimeSpan.FromMinutes(5) },
                    ],
                },
                new Plan
                {
                    Name = "gold",
                    Limits =
                    [
                        new SlidingWindowLimit { Name = "day", Permits = 9, Window = TimeSpan.FromDays(2) },
                        new TokenBucketLimit { Name = "hour", Rate = Rate.PerHour(7) },
                    ],
                },
            ],
            plans.Plans);
    }

    [Fact]
    public void The_only_plan_is_the_default_plan() =>
        Assert.Equal("free", Compile("""{ "RateLimit": { "Plans": { "free": { "Limits": { "a": { "Quota": "1/day" } } } } } }""").DefaultPlan);

    [Fact]
    public void What_the_compiler_finds_is_told_where_it_was_written()
    {
        CompiledPlans plans = Compile("""
            { "RateLimit": { "DefaultPlan": "free", "Plans": {
              "free": { "Limits": {
                "a": { "Rate": "0/second" },
                "b": { "Rate": "1/second", "Burst": 0 },
                "c": { "Window": "500h", "Permits": 99999999999 },
                "d": { "Quota": "0/day" },
                "e": { "Concurrency": 0 },
                "f": { "Concurrency": 1, "Lease": "0s" },
                "g h": { "Quota": "1/day" } } },
              "no limits": {} } } }
            """);

        Assert.Equal(
            [
                "RateLimit:Plans:free:Limits:a:Rate RL2007", "RateLimit:Plans:free:Limits:b:Burst RL2008", "RateLimit:Plans:free:Limits:c:Permits RL2012",
                "RateLimit:Plans:free:Limits:d:Quota RL2012", "RateLimit:Plans:free:Limits:e:Concurrency RL2012",
                "RateLimit:Plans:free:Limits:f:Lease RL2011", "RateLimit:Plans:free:Limits:g h RL2001", "RateLimit:Plans:no limits RL2001",
                "RateLimit:Plans:no limits RL2006",
            ],
            plans.Diagnostics.Select(static finding => $"{finding.Location} {finding.Id}").Order(StringComparer.Ordinal));
    }

    internal static CompiledPlans Compile(string json, RateLimitOptions? options = null)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        IConfigurationRoot root = new ConfigurationBuilder().AddJsonStream(stream).Build();
        return new PlanCompilation([new PlanSource(root.GetSection("RateLimit"))]).Compile(options ?? new RateLimitOptions());
    }
}
