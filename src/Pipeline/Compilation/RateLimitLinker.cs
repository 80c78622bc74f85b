using System.Collections.Frozen;
using System.Globalization;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>Compiles plans, customers and rate limit policies, and links them by name.</summary>
internal static class RateLimitLinker
{
    /// <summary>Compiles the rate limits of a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="targets">Gets what each policy is attached to.</param>
    /// <param name="diagnostics">Gets every finding.</param>
    internal static RateLimitTable Compile(TrafficConfig config, RateLimitTargets targets, DiagnosticBag diagnostics)
    {
        if (config.Plans.IsEmpty && config.RateLimitPolicies.IsEmpty)
        {
            return RateLimitTable.Empty;
        }

        PlanTable plans = OwnLimits.Compile(config, diagnostics);
        Dictionary<string, int> places = new(StringComparer.Ordinal);

        foreach ((int place, CompiledPlan plan) in plans.Plans.Index())
        {
            places.Add(plan.Name, place);
        }

        FrozenDictionary<string, int> customerPlans = config.Plans
            .Where(plan => places.ContainsKey(plan.Name))
            .DistinctBy(static plan => plan.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(static plan => plan.Name, plan => places[plan.Name], StringComparer.Ordinal);
        RateLimitTable table = new(plans, customerPlans, CompileCustomers(config, customerPlans, diagnostics));
        CompilePolicies(config, table, places, targets, diagnostics);
        return table;
    }

    private static FrozenDictionary<string, int> CompileCustomers(
        TrafficConfig config, FrozenDictionary<string, int> plans, DiagnosticBag diagnostics)
    {
        Dictionary<string, int> customers = new(config.Customers.Count, StringComparer.Ordinal);

        foreach (Customer customer in config.Customers)
        {
            FieldPath at = FieldPath.Of($"Customer {customer.Name}");
            bool isKnown = plans.TryGetValue(customer.Plan, out int plan);

            if (!isKnown)
            {
                diagnostics.Report(LinkDiagnostics.UnknownCustomerPlan, at.Field("plan"), customer.Plan);
            }

            // Known all the same, by the place of no plan: a store must not say otherwise of it.
            if (!customers.TryAdd(customer.Name, isKnown ? plan : -1))
            {
                diagnostics.Report(LinkDiagnostics.DuplicateCustomer, at.Field("name"), customer.Name);
            }
        }

        return customers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void CompilePolicies(
        TrafficConfig config, RateLimitTable table, Dictionary<string, int> places, RateLimitTargets targets, DiagnosticBag diagnostics)
    {
        HashSet<string> names = new(StringComparer.Ordinal);

        foreach (RateLimitPolicy policy in config.RateLimitPolicies)
        {
            FieldPath at = FieldPath.Of($"RateLimitPolicy {policy.Name}");

            if (!names.Add(policy.Name))
            {
                diagnostics.Report(LinkDiagnostics.DuplicateLimitPolicy, at.Field("name"), policy.Name);
                continue;
            }

            // With an error its own limits, or a plan that took their name, are not what is meant.
            int ownPlan = places.GetValueOrDefault(OwnLimits.PlanNameOf(policy), -1);
            ownPlan = ownPlan >= 0 && table.Plans.Plans[ownPlan].Limits.Length == policy.Limits.Count ? ownPlan : -1;
            targets.Attach(policy, Compile(policy, table, ownPlan, at, diagnostics), at, diagnostics);
        }
    }

    private static RateLimitPolicySnapshot Compile(
        RateLimitPolicy policy, RateLimitTable table, int ownPlan, FieldPath at, DiagnosticBag diagnostics)
    {
        List<PolicyLimit> early = [];
        List<PolicyLimit> late = [];

        foreach ((int index, KeyedLimit limit) in policy.Limits.Index())
        {
            FieldPath here = at.Field("limits").Index(index);
            bool isEarly = limit.Key.Type is LimitKeyType.Route or LimitKeyType.ClientAddress;
            (isEarly ? early : late).Add(new PolicyLimit(index, KeyOf(limit.Key, here.Field("key"), diagnostics), limit.Cost));

            if (ownPlan >= 0 && table.Plans.Plans[ownPlan].Limits[index].CostMax is var most && (limit.Cost < 1 || limit.Cost > most))
            {
                diagnostics.Report(LinkDiagnostics.BadLimitCost, here.Field("cost"), Text(limit.Cost), most);
            }
        }

        int defaultPlan = policy.Plans is { } named ? table.FindPlan(named.DefaultPlan) : -1;

        if (policy.Plans is { } plans)
        {
            CheckPlans(plans, table, defaultPlan, late.Count, at.Field("plans"), diagnostics);
        }

        return new RateLimitPolicySnapshot(table)
        {
            Name = policy.Name,
            IsAvailable = (policy.Plans is null || defaultPlan >= 0) && (policy.Limits.IsEmpty || ownPlan >= 0),
            OwnPlan = ownPlan,
            EarlyLimits = [.. early],
            LateLimits = [.. late],
            Customer = policy.Plans is { } customers ? KeyOf(customers.Customer, at.Field("plans").Field("customer"), diagnostics) : null,
            CustomerCost = policy.Plans?.Cost ?? 1,
            DefaultPlan = defaultPlan,
        };
    }

    private static void CheckPlans(
        CustomerPlans plans, RateLimitTable table, int defaultPlan, int lateLimits, FieldPath at, DiagnosticBag diagnostics)
    {
        if (defaultPlan < 0)
        {
            diagnostics.Report(LinkDiagnostics.UnknownPlan, at.Field("defaultPlan"), plans.DefaultPlan);
        }

        if (plans.Cost < 1)
        {
            diagnostics.Report(LinkDiagnostics.BadLimitCost, at.Field("cost"), Text(plans.Cost), int.MaxValue);
        }

        // Whoever has which plan is known only when they come: all of them have to fit.
        foreach (CompiledPlan plan in table.Plans.Plans)
        {
            if (table.FindPlan(plan.Name) >= 0 && plan.Limits.Length + lateLimits > RateLimit.Limits.LimitsPerRequestMax)
            {
                diagnostics.Report(LinkDiagnostics.TooManyLimits, at, Text(plan.Limits.Length + lateLimits), RateLimit.Limits.LimitsPerRequestMax, plan.Name);
            }
        }
    }

    private static LimitKeyReader KeyOf(LimitKeySource source, FieldPath at, DiagnosticBag diagnostics)
    {
        HeaderName? header = null;
        bool isNamed = source.Type switch
        {
            LimitKeyType.Header => HeaderName.TryParse(source.Name, out header),
            LimitKeyType.Claim => !string.IsNullOrEmpty(source.Name),
            _ => true,
        };

        if (!isNamed)
        {
            diagnostics.Report(LinkDiagnostics.BadLimitKey, at.Field("name"), source.Name);
        }
        else if (source is not { Ipv4PrefixLength: >= 8 and <= 32, Ipv6PrefixLength: >= 16 and <= 128 })
        {
            diagnostics.Report(LinkDiagnostics.BadLimitKey, at, $"/{source.Ipv4PrefixLength}, /{source.Ipv6PrefixLength}");
        }

        return new LimitKeyReader(source.Type, header, source.Ipv4PrefixLength, source.Ipv6PrefixLength);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
