using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>What a kind of policy finds out about one of its objects.</summary>
/// <param name="Acceptance">Why it is not accepted, its targets aside.</param>
/// <param name="Resolution">Which of its references do not resolve.</param>
/// <param name="HasReferences">Whether the kind has references at all.</param>
internal readonly record struct PolicyVerdict(Fault? Acceptance, Fault? Resolution, bool HasReferences);

/// <summary>Writes the statuses of policies, the same for every kind: an entry for each Gateway under which it is.</summary>
internal sealed class PolicyStatuses(PolicyTargets targets, DiagnosticBag diagnostics)
{
    // Gateway API, PolicyStatus.ancestors: "MaxItems=16".
    private const int AncestorsMax = 16;

    public IEnumerable<PolicyStatus> Write<T>(PolicyAttachment<T> attachment, Func<T, PolicyVerdict> judge)
        where T : PolicyResource
    {
        foreach ((T policy, List<PolicyClaim> claims) in attachment.All)
        {
            List<string> gateways = [.. claims.SelectMany(claim => targets.GatewaysOf(claim.Place)).Distinct().Order(StringComparer.Ordinal)];

            if (gateways.Count > AncestorsMax)
            {
                diagnostics.Report(
                    ManifestDiagnostics.TooManyAncestors, FieldPath.Of(policy.ObjectName), null, gateways.Count, AncestorsMax);
            }

            // Under no Gateway of ours it is somebody else's business.
            if (gateways.Count > 0)
            {
                PolicyVerdict verdict = judge(policy);
                yield return new PolicyStatus
                {
                    Key = policy.Key,
                    Ancestors = gateways.Take(AncestorsMax).Select(gateway => WriteOne(policy, claims, gateway, verdict)).ToValueList(),
                };
            }
        }
    }

    private PolicyAncestorStatus WriteOne(PolicyResource policy, List<PolicyClaim> claims, string gateway, PolicyVerdict verdict)
    {
        List<PolicyClaim> here = claims.FindAll(claim => targets.GatewaysOf(claim.Place).Contains(gateway));
        bool hasEffect = here.Exists(claim => claim.Fault is null);
        Fault? acceptance = verdict.Acceptance ?? (hasEffect ? null : here[0].Fault);
        ConditionList conditions = new ConditionList(policy).Add(ConditionTypes.Accepted, acceptance);

        if (verdict.HasReferences)
        {
            conditions.Add(ConditionTypes.ResolvedRefs, verdict.Resolution);
        }

        int slash = gateway.IndexOf('/', StringComparison.Ordinal);
        return new PolicyAncestorStatus
        {
            AncestorRef = new StatusReference(KindNames.GatewayGroup, KindNames.Gateway, gateway[..slash], gateway[(slash + 1)..]),
            Conditions = conditions.ToValueList(),
        };
    }
}
