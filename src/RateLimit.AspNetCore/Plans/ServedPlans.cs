using System.Collections.Frozen;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>The plans of one configuration as requests see them. Immutable but for what it remembers to have told.</summary>
internal sealed class ServedPlans
{
    private readonly FrozenDictionary<string, ServedPlan> _byName;
    private bool _hasTold;

    public ServedPlans(PlanSet set, string defaultPlan)
    {
        Set = set;
        _byName = set.Plans.ToFrozenDictionary(static plan => plan.Name, static plan => new ServedPlan(plan), StringComparer.Ordinal);
        Default = _byName[defaultPlan];
    }

    public PlanSet Set { get; }

    public ServedPlan Default { get; }

    /// <summary>The plan of a name, or the default plan.</summary>
    /// <param name="name">The name; <see langword="null"/> for the default plan.</param>
    /// <param name="isNews">Whether the name is not configured, and none was told of yet.</param>
    public ServedPlan Find(string? name, out bool isNews)
    {
        isNews = false;

        if (name is null)
        {
            return Default;
        }

        if (_byName.TryGetValue(name, out ServedPlan? plan))
        {
            return plan;
        }

        isNews = !Interlocked.Exchange(ref _hasTold, true);
        return Default;
    }
}
