using System.Collections.Frozen;
using System.Collections.Immutable;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>
/// The plans and customers of a configuration, compiled. Immutable once it serves: it is linked to the limiters of a registry,
/// which outlive it, before its snapshot is published.
/// </summary>
internal sealed class RateLimitTable
{
    private readonly FrozenDictionary<string, int> _plans;
    private readonly FrozenDictionary<string, int> _customers;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _customersByText;

    /// <param name="plans">The plans of customers, then those of the policies' own limits.</param>
    /// <param name="plansByName">The places of the plans that customers may have.</param>
    /// <param name="customers">The places of the customers' plans.</param>
    internal RateLimitTable(PlanTable plans, FrozenDictionary<string, int> plansByName, FrozenDictionary<string, int> customers)
    {
        Plans = plans;
        _plans = plansByName;
        _customers = customers;
        _customersByText = customers.Count == 0 ? default : customers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>No plan, no customer.</summary>
    internal static RateLimitTable Empty { get; } =
        new(PlanTable.Empty, FrozenDictionary<string, int>.Empty, FrozenDictionary<string, int>.Empty);

    internal PlanTable Plans { get; }

    /// <summary>How many plans customers may have; they come first.</summary>
    internal int CustomerPlanCount => _plans.Count;

    /// <summary>Who hashes keys; <see langword="null"/> where no registry is linked, and nothing can be charged.</summary>
    internal LimitRegistry? Registry { get; private set; }

    /// <summary>The limiters of <see cref="Plans"/>, in the same order.</summary>
    internal ImmutableArray<PlanLimiter> Limiters { get; private set; } = [];

    /// <summary>Links the limiters, before anybody else knows the table. Levels that are in use stay as they are.</summary>
    internal void Adopt(LimitRegistry registry, in LimitTime now)
    {
        PlanSet adopted = registry.Adopt(Plans, in now);

        // The empty one is everybody's and has nothing to link.
        if (!ReferenceEquals(this, Empty))
        {
            Limiters = adopted.Plans;
            Registry = registry;
        }
    }

    /// <summary>The place of the plan of that name; -1 where no customer can have it.</summary>
    internal int FindPlan(string name) => _plans.TryGetValue(name, out int plan) ? plan : -1;

    /// <summary>Whether the configuration or the store knows a customer.</summary>
    /// <param name="customer">Its name.</param>
    /// <param name="store">Asked after the configuration; may be <see langword="null"/>.</param>
    /// <param name="plan">The place of its plan; -1 where that does not exist.</param>
    internal bool TryFindPlanOf(ReadOnlySpan<char> customer, ICustomerStore? store, out int plan)
    {
        if (_customers.Count > 0 && _customersByText.TryGetValue(customer, out plan))
        {
            return true;
        }

        plan = -1;

        if (customer.IsEmpty || store is null || !store.TryFindPlan(customer, out string? name))
        {
            return false;
        }

        plan = FindPlan(name);
        return true;
    }
}
