using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.RateLimit;

/// <summary>
/// Knows which plan a customer has: a cache over a database, a dictionary. It is asked on the way of a request, so it answers at
/// once and without allocating, from any number of threads, and it does not throw. Whoever is not known has the default plan.
/// </summary>
public interface ICustomerStore
{
    /// <summary>Finds the plan of a customer.</summary>
    /// <param name="customer">What names the customer; a stranger may have chosen it.</param>
    /// <param name="plan">The name of the plan. Of a plan that does not exist the default plan takes the place.</param>
    /// <returns>Whether the customer is known.</returns>
    bool TryFindPlan(ReadOnlySpan<char> customer, [NotNullWhen(true)] out string? plan);
}
