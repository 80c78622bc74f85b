using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.RateLimit;

/// <summary>A plan with its limits compiled. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limits">Its limits, as they were written.</param>
public sealed record CompiledPlan(string Name, ImmutableArray<CompiledLimit> Limits);

/// <summary>The plans of one configuration. Immutable, and without levels: those are the <see cref="LimitRegistry"/>'s.</summary>
public sealed class PlanTable
{
    private readonly Dictionary<string, CompiledPlan> _byName;

    internal PlanTable(IEnumerable<CompiledPlan> plans)
    {
        Plans = [.. plans];
        _byName = Plans.ToDictionary(static plan => plan.Name, StringComparer.Ordinal);
    }

    /// <summary>A table without plans.</summary>
    public static PlanTable Empty { get; } = new([]);

    /// <summary>The plans, in order.</summary>
    public ImmutableArray<CompiledPlan> Plans { get; }

    /// <summary>Finds a plan by its name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out CompiledPlan? plan) => _byName.TryGetValue(name, out plan);
}
