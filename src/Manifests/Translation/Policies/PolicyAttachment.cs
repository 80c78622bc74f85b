using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>An object, or a named part of it, that a policy is attached to.</summary>
internal readonly record struct PolicyPlace(string Group, string Kind, string Namespace, string Name, string? SectionName = null)
{
    public static PolicyPlace Of(PolicyResource policy, PolicyTarget target) =>
        new(target.Group, target.Kind, policy.Metadata.Namespace, target.Name, target.SectionName);

    public override string ToString() =>
        SectionName is null ? $"{Kind} {Namespace}/{Name}" : $"{SectionName} of {Kind} {Namespace}/{Name}";
}

/// <summary>One target of one policy.</summary>
/// <param name="Place">What it is about.</param>
/// <param name="Fault">Why it has no effect there.</param>
internal readonly record struct PolicyClaim(PolicyPlace Place, Fault? Fault);

/// <summary>
/// Attaches the policies of one kind to their targets (GEP-713), the same for every kind. Of two for one place the older
/// has it, then the ordinally lower name; at places of different size nobody loses: who asks, asks from the smallest on.
/// </summary>
internal sealed class PolicyAttachment<T>
    where T : PolicyResource
{
    private readonly Dictionary<PolicyPlace, T> _winners = [];
    private readonly SortedDictionary<string, (T Policy, List<PolicyClaim> Claims)> _claims = new(StringComparer.Ordinal);

    /// <param name="policies">The policies of the kind.</param>
    /// <param name="kinds">The kinds that they may be about, as group and kind.</param>
    /// <param name="targets">What there is.</param>
    /// <param name="diagnostics">Takes what does not attach.</param>
    public PolicyAttachment(
        IEnumerable<T> policies, IReadOnlyCollection<(string Group, string Kind)> kinds, PolicyTargets targets, DiagnosticBag diagnostics)
    {
        foreach (T policy in policies.OrderBy(policy => policy.Age).ThenBy(policy => policy.Name, StringComparer.Ordinal))
        {
            FieldPath list = FieldPath.Of(policy.ObjectName).Field("spec").Field("targetRefs");
            List<PolicyClaim> claims = [];

            for (int i = 0; i < policy.TargetRefs.Count; i++)
            {
                PolicyPlace place = PolicyPlace.Of(policy, policy.TargetRefs[i]);
                Fault? fault = kinds.Contains((place.Group, place.Kind))
                    ? targets.FindFault(place) ?? Claim(policy, place)
                    : new Fault(Reasons.Invalid, $"a {place.Kind} can not be the target of a {policy.Kind}");
                claims.Add(new PolicyClaim(place, fault));

                if (fault is not null)
                {
                    diagnostics.Report(ManifestDiagnostics.PolicyNotAttached, list.Index(i), null, fault.Message);
                }
            }

            _claims.Add(policy.Name, (policy, claims));
        }
    }

    /// <summary>Every policy with its claims, in the order of their names.</summary>
    public IEnumerable<(T Policy, List<PolicyClaim> Claims)> All => _claims.Values;

    /// <summary>The policy that counts.</summary>
    /// <param name="places">Where it may be attached, the most specific first: a rule, its route, the listener, the Gateway.</param>
    public T? Find(params ReadOnlySpan<PolicyPlace> places)
    {
        foreach (PolicyPlace place in places)
        {
            if (_winners.TryGetValue(place, out T? policy))
            {
                return policy;
            }
        }

        return null;
    }

    private Fault? Claim(T policy, PolicyPlace place)
    {
        if (_winners.TryAdd(place, policy))
        {
            return null;
        }

        return new Fault(Reasons.Conflicted, $"{place} has {_winners[place].ObjectName} already, which is older");
    }
}
