using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>
/// Compiles the plans, and with them the limits that policies have of their own: a plan for each policy, so that a registry keeps
/// their levels as it keeps all others.
/// </summary>
internal static class OwnLimits
{
    // A policy and a plan may have one name: "shop/default" is a good one for both.
    private const string Prefix = "policy/";

    /// <summary>The name of the plan of a policy's own limits. Levels are kept under it, so it depends on nothing but the policy's name.</summary>
    internal static string PlanNameOf(RateLimitPolicy policy) =>
        policy.Name.Length <= RateLimit.Limits.NameLengthMax - Prefix.Length
            ? Prefix + policy.Name
            : $"{Prefix}{Digest.Of(policy.Name).High:x32}";

    internal static PlanTable Compile(TrafficConfig config, DiagnosticBag diagnostics)
    {
        List<Plan> plans = [.. config.Plans];
        Dictionary<string, RateLimitPolicy> owners = new(StringComparer.Ordinal);

        foreach (RateLimitPolicy policy in config.RateLimitPolicies)
        {
            // Of two policies with one name the second is reported elsewhere.
            if (!policy.Limits.IsEmpty && owners.TryAdd($"Plan {PlanNameOf(policy)}", policy))
            {
                plans.Add(new Plan { Name = PlanNameOf(policy), Limits = policy.Limits.Select(static limit => limit.Limit).ToValueList() });
            }
        }

        DiagnosticBag found = new(diagnostics.Sources);
        PlanTable table = RateLimitCompiler.Compile(plans, found);

        foreach (Diagnostic diagnostic in found)
        {
            diagnostics.Add(owners.TryGetValue(diagnostic.ObjectName, out RateLimitPolicy? owner) ? Of(owner, diagnostic, diagnostics.Sources) : diagnostic);
        }

        return table;
    }

    // Its author knows the policy, not the plan that was made of it.
    private static Diagnostic Of(RateLimitPolicy policy, Diagnostic diagnostic, SourceMap? sources)
    {
        FieldPath at = FieldPath.Of($"RateLimitPolicy {policy.Name}");
        return diagnostic with { ObjectName = at.ObjectName, Location = sources?.Locate(at) };
    }
}
