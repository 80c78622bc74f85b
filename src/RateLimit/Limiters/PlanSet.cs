using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.RateLimit;

/// <summary>The plans of one configuration with their limiters. Immutable; the levels behind it are the registry's.</summary>
public sealed class PlanSet
{
    private readonly Dictionary<string, PlanLimiter> _byName;

    internal PlanSet(IEnumerable<PlanLimiter> plans)
    {
        Plans = [.. plans];
        _byName = Plans.ToDictionary(static plan => plan.Name, StringComparer.Ordinal);
    }

    /// <summary>A set without plans.</summary>
    public static PlanSet Empty { get; } = new([]);

    /// <summary>The plans, in order.</summary>
    public ImmutableArray<PlanLimiter> Plans { get; }

    /// <summary>Finds a plan by its name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out PlanLimiter? plan) => _byName.TryGetValue(name, out plan);
}
