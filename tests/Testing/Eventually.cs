using System.Diagnostics;

namespace Gatehouse.Testing;

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Eventually
{
    /// <summary>How long a condition may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <exception cref="TimeoutException">It does not hold within <see cref="Patience"/>.</exception>
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    /// <inheritdoc cref="TrueAsync(Func{bool})"/>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(10));
        Stopwatch waited = Stopwatch.StartNew();

        while (!await condition())
        {
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"The condition did not hold within {Patience.TotalSeconds} s.");
            }

            await poll.WaitForNextTickAsync();
        }
    }
}
