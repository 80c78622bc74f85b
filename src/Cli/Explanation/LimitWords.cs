using System.Globalization;
using System.Text.Json.Nodes;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;

namespace Gatehouse.Cli;

/// <summary>Rate limits in words.</summary>
internal static class LimitWords
{
    /// <summary>The policy, what it is attached to, and below it each limit with its key, then the plan.</summary>
    public static IEnumerable<string> Lines(AppliedLimits limits)
    {
        yield return $"limits: RateLimitPolicy {limits.Policy.Name} of {NameOf(limits.Target)}{(IsExempt(limits.Policy) ? ": exempt" : "")}";

        foreach (KeyedLimit limit in (IEnumerable<KeyedLimit>)limits.Policy.Limits)
        {
            yield return $"  limit: {limit.Limit.Name} {WordsOf(limit.Limit)}{CostOf(limit.Cost)}, by {NameOf(limit.Key)}";
        }

        if (limits.Policy.Plans is { } plans)
        {
            string whose = limits.Customer is null ? $"no {NameOf(plans.Customer)}, so by client address" : $"customer '{limits.Customer}'";
            yield return $"  plan: {limits.PlanName}{(limits.Plan is null ? " is missing: answers 500" : "")} ({whose}){CostOf(plans.Cost)}";

            foreach (Limit limit in (IEnumerable<Limit>)(limits.Plan?.Limits ?? []))
            {
                yield return $"    limit: {limit.Name} {WordsOf(limit)}";
            }
        }
    }

    /// <summary>The same for programs.</summary>
    public static JsonObject Document(AppliedLimits limits) => new()
    {
        ["policy"] = limits.Policy.Name,
        ["target"] = NameOf(limits.Target),
        ["limits"] = new JsonArray([.. limits.Policy.Limits.Select(static JsonNode (limit) => new JsonObject
        {
            ["name"] = limit.Limit.Name,
            ["limit"] = WordsOf(limit.Limit),
            ["key"] = NameOf(limit.Key),
            ["cost"] = limit.Cost,
        })]),
        ["customerKey"] = limits.Policy.Plans is { } plans ? NameOf(plans.Customer) : null,
        ["customer"] = limits.Customer,
        ["plan"] = limits.PlanName,
        ["planFound"] = limits.Policy.Plans is null ? null : limits.Plan is not null,
        ["planLimits"] = new JsonArray([.. (limits.Plan?.Limits ?? []).Select(static JsonNode (limit) => new JsonObject
        {
            ["name"] = limit.Name,
            ["limit"] = WordsOf(limit),
        })]),
    };

    private static bool IsExempt(RateLimitPolicy policy) => policy.Limits.IsEmpty && policy.Plans is null;

    private static string CostOf(int cost) => cost == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", cost {cost}");

    private static string NameOf(RateLimitTarget target)
    {
        string kind = target.Kind switch
        {
            RateLimitTargetKind.Gateway => "Gateway",
            RateLimitTargetKind.GrpcRoute => "GRPCRoute",
            _ => "HTTPRoute",
        };
        return (target.Kind, target.Section) switch
        {
            (_, null) => $"{kind} {target.Name}",
            (RateLimitTargetKind.Gateway, _) => $"listener {target.Section}",
            _ => $"{kind} {target.Name} '{target.Section}'",
        };
    }

    private static string NameOf(LimitKeySource key) => key.Type switch
    {
        LimitKeyType.Route => "route",
        LimitKeyType.ClientAddress => string.Create(CultureInfo.InvariantCulture, $"client address (/{key.Ipv4PrefixLength}, IPv6 /{key.Ipv6PrefixLength})"),
        LimitKeyType.Header => $"header {key.Name}",
        LimitKeyType.Claim => $"claim {key.Name}",
        _ => "customer",
    };

    private static string WordsOf(Limit limit)
    {
        string words = limit switch
        {
            TokenBucketLimit bucket => $"{bucket.Rate}, burst {bucket.Burst ?? bucket.Rate.Permits}",
            SlidingWindowLimit window => $"{window.Permits} in a sliding window of {Seconds(window.Window)} s",
            QuotaLimit quota => $"{quota.Permits} a calendar {quota.Period switch { QuotaPeriod.Hour => "hour", QuotaPeriod.Day => "day", _ => "month" }}",
            ConcurrencyLimit concurrency => $"{concurrency.Permits} at a time, lease {Seconds(concurrency.Lease)} s",
            _ => limit.GetType().Name,
        };
        return $"{words}{(limit.DryRun ? ", dry run" : "")}";
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
