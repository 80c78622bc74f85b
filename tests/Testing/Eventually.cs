using System.Diagnostics;

namespace Gatehouse.Testing;

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Eventually
{
    /// <summary>How long a condition may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>How long a fresh process may take, which has all its code to compile first while others do the same.</summary>
    public static readonly TimeSpan ProcessPatience = TimeSpan.FromSeconds(40);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="patience">How long it may take; <see cref="Patience"/> by default.</param>
    /// <exception cref="TimeoutException">It does not hold within that time.</exception>
    public static Task TrueAsync(Func<bool> condition, TimeSpan? patience = null) => TrueAsync(() => Task.FromResult(condition()), patience);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan?)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        TimeSpan limit = patience ?? Patience;
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(10));
        Stopwatch waited = Stopwatch.StartNew();

        while (!await condition())
        {
            if (waited.Elapsed > limit)
            {
                throw new TimeoutException($"The condition did not hold within {limit.TotalSeconds} s.");
            }

            await poll.WaitForNextTickAsync();
        }
    }
}
