namespace Gatehouse.Routing;

/// <summary>A rule's backends as a row of prefix sums, so that a pick is one multiplication and a few compares.</summary>
public sealed class WeightedBackends
{
    /// <summary>No backends: every pick is <see langword="null"/>.</summary>
    public static WeightedBackends None { get; } = new([], []);

    private readonly CompiledBackend[] _backends;
    private readonly uint[] _prefixSums;

    internal WeightedBackends(CompiledBackend[] backends, uint[] prefixSums)
    {
        _backends = backends;
        _prefixSums = prefixSums;
    }

    /// <summary>The backends with a weight above 0, in the order of the rule.</summary>
    public ReadOnlySpan<CompiledBackend> All => _backends;

    /// <summary>Picks a backend with probability weight / sum of weights.</summary>
    /// <param name="roll">A uniformly random number over the whole range: <c>RandomSource.Next()</c>.</param>
    /// <returns>The backend; <see langword="null"/> where the rule has none or every weight is 0: status 500.</returns>
    public CompiledBackend? Pick(ulong roll)
    {
        uint[] sums = _prefixSums;

        if (sums.Length <= 1)
        {
            return sums.Length == 0 ? null : _backends[0];
        }

        // The high half of roll × total is uniform over [0, total) without a division; the bias is total / 2^64.
        ulong point = Math.BigMul(roll, sums[^1], out _);
        int index = 0;

        while (sums[index] <= point)
        {
            index++;
        }

        return _backends[index];
    }
}

/// <summary>A backend of a rule.</summary>
public sealed class CompiledBackend
{
    internal CompiledBackend(string? id, int weight, CompiledFilters filters)
    {
        Id = id;
        Weight = weight;
        Filters = filters;
    }

    /// <inheritdoc cref="BackendRef.Id"/>
    public string? Id { get; }

    /// <inheritdoc cref="BackendRef.Weight"/>
    public int Weight { get; }

    /// <summary>What is done only for this backend, after the rule's filters.</summary>
    public CompiledFilters Filters { get; }
}
