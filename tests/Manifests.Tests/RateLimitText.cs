using Gatehouse.Pipeline;
using Gatehouse.RateLimit;

namespace Gatehouse.Manifests.Tests;

/// <summary>Prints rate limits for golden files; nothing where there are none.</summary>
internal static class RateLimitText
{
    public static IEnumerable<(int Depth, string Text)> Lines(TrafficConfig config) =>
    [
        .. Section("plans:", config.Plans.SelectMany(Lines)),
        .. Section("customers:", config.Customers.Select(customer => (0, $"- {customer.Name} has {customer.Plan}"))),
        .. Section("rateLimits:", config.RateLimitPolicies.SelectMany(Lines)),
    ];

    private static IEnumerable<(int, string)> Section(string name, IEnumerable<(int, string)> lines) =>
        lines.Any() ? lines.Prepend((0, name)) : [];

    private static IEnumerable<(int, string)> Lines(Plan plan) =>
        plan.Limits.Select(limit => (1, $"- {Describe(limit)}")).Prepend((0, $"- name: {plan.Name}"));

    private static IEnumerable<(int, string)> Lines(RateLimitPolicy policy)
    {
        yield return (0, $"- name: {policy.Name}");

        foreach (RateLimitTarget target in (IEnumerable<RateLimitTarget>)policy.Targets)
        {
            yield return (1, $"- target: {target.Kind} {target.Name} {target.Section}");
        }

        foreach (KeyedLimit limit in (IEnumerable<KeyedLimit>)policy.Limits)
        {
            yield return (1, $"- limit: {Describe(limit.Limit)} by {Describe(limit.Key)} cost {limit.Cost}");
        }

        if (policy.Plans is { } plans)
        {
            yield return (1, $"- plans: by {Describe(plans.Customer)} default {plans.DefaultPlan} cost {plans.Cost}");
        }
    }

    private static string Describe(LimitKeySource key) => $"{key.Type} {key.Name} /{key.Ipv4PrefixLength} /{key.Ipv6PrefixLength}";

    private static string Describe(Limit limit) => $"{limit.Name}: " + limit switch
    {
        TokenBucketLimit bucket => $"{bucket.Rate} burst {bucket.Burst?.ToString() ?? "(none)"}",
        SlidingWindowLimit window => $"{window.Permits} in {window.Window}",
        QuotaLimit quota => $"{quota.Permits} a {quota.Period}",
        ConcurrencyLimit concurrency => $"{concurrency.Permits} at a time, lease {concurrency.Lease}",
        _ => limit.ToString(),
    } + (limit.DryRun ? " (dry run)" : "");
}
