using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

namespace Gatehouse.Manifests;

/// <summary>RateLimitPolicy: what it is attached to, and which plans it charges to.</summary>
internal sealed class RateLimitPolicies
{
    private static readonly Dictionary<string, RateLimitTargetKind> Kinds = new(StringComparer.Ordinal)
    {
        [KindNames.Gateway] = RateLimitTargetKind.Gateway,
        [KindNames.HttpRoute] = RateLimitTargetKind.HttpRoute,
        [KindNames.GrpcRoute] = RateLimitTargetKind.GrpcRoute,
    };

    private readonly PolicyTargets _targets;
    private readonly PlanCatalog _plans;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, PolicyVerdict> _judged = new(StringComparer.Ordinal);

    public RateLimitPolicies(ManifestSet manifests, PolicyTargets targets, PlanCatalog plans, DiagnosticBag diagnostics)
    {
        _targets = targets;
        _plans = plans;
        _diagnostics = diagnostics;
        Attachment = new PolicyAttachment<RateLimitPolicyResource>(
            manifests.All<RateLimitPolicyResource>(), [.. Kinds.Keys.Select(kind => (KindNames.GatewayGroup, kind))], targets, diagnostics);

        foreach ((RateLimitPolicyResource policy, _) in Attachment.All)
        {
            _judged.Add(policy.Name, JudgeOne(policy));
        }
    }

    public PolicyAttachment<RateLimitPolicyResource> Attachment { get; }

    public PolicyVerdict Judge(RateLimitPolicyResource policy) => _judged[policy.Name];

    /// <summary>
    /// The policies that have an effect under a Gateway of ours, in the order of their names. One whose default plan is
    /// missing keeps its name: whoever enforces it refuses what it can not find.
    /// </summary>
    public ValueList<RateLimitPolicy> Collect() => Attachment.All
        .Select(found => (found.Policy, Targets: TargetsOf(found.Claims)))
        .Where(found => !found.Targets.IsEmpty)
        .Select(found => new RateLimitPolicy
        {
            Name = found.Policy.Name,
            Targets = found.Targets,
            Limits = found.Policy.Limits,
            Plans = found.Policy.Plans,
        })
        .ToValueList();

    private ValueList<RateLimitTarget> TargetsOf(IEnumerable<PolicyClaim> claims) => claims
        .Where(claim => claim.Fault is null && _targets.GatewaysOf(claim.Place).Any())
        .Select(claim => TargetOf(claim.Place))
        .ToValueList();

    // A listener goes by the name that the configuration has for it, which is unique on its port.
    private static RateLimitTarget TargetOf(PolicyPlace place)
    {
        string name = $"{place.Namespace}/{place.Name}";
        RateLimitTargetKind kind = Kinds[place.Kind];
        return new RateLimitTarget(
            kind, name, kind == RateLimitTargetKind.Gateway && place.SectionName is not null ? $"{name}/{place.SectionName}" : place.SectionName);
    }

    private PolicyVerdict JudgeOne(RateLimitPolicyResource policy)
    {
        FieldPath spec = FieldPath.Of(policy.ObjectName).Field("spec");

        for (int i = 0; i < policy.Limits.Count; i++)
        {
            WarnOfIdentity(policy.Limits[i].Key, spec.Field("limits").Index(i).Field("key"), "all of them share one level");
        }

        return new PolicyVerdict(null, policy.Plans is { } plans ? JudgePlans(plans, spec.Field("plans")) : null, true);
    }

    private Fault? JudgePlans(CustomerPlans plans, FieldPath at)
    {
        WarnOfIdentity(plans.Customer, at.Field("customer"), "all of them have the default plan");

        foreach (Plan plan in (IEnumerable<Plan>)_plans.Plans)
        {
            WarnOfCost(plan, plans.Cost, at.Field("cost"));
        }

        return _plans.Find(plans.DefaultPlan, "the requests of the policy are answered 500", at.Field("default"), _diagnostics);
    }

    private void WarnOfIdentity(LimitKeySource key, FieldPath at, string outcome)
    {
        if (key.Type is LimitKeyType.Claim or LimitKeyType.Customer)
        {
            string what = key.Type == LimitKeyType.Claim ? "claim" : "customer";
            _diagnostics.Report(ManifestDiagnostics.IdentityNotServed, at.Field("type"), null, what, outcome);
        }
    }

    private void WarnOfCost(Plan plan, int cost, FieldPath at)
    {
        // A plan in the set is one that compiles: its limits were asked when it was read.
        if (cost > 1 && RateLimitCompiler.Compile([plan], new DiagnosticBag()) is { Plans: [{ } compiled] })
        {
            foreach (CompiledLimit limit in compiled.Limits.Where(limit => limit.CostMax < cost))
            {
                _diagnostics.Report(ManifestDiagnostics.PlanCostTooHigh, at, null, limit.Name, plan.Name, limit.CostMax);
            }
        }
    }
}
