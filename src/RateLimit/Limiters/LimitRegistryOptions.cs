namespace Gatehouse.RateLimit;

/// <summary>What a host sets for all limiters. They hold for the life of the registry.</summary>
public sealed class LimitRegistryOptions
{
    /// <summary>
    /// How many keys a limiter has room for, from 1 to <see cref="Limits.KeysPerLimiterMax"/>: a million by default, at most 43
    /// bytes each and reserved only as keys come. Keys beyond it get the slots of idle keys; while
    /// none is idle, they share one level among them.
    /// </summary>
    public int KeysPerLimiter { get; set; } = 1_000_000;

    /// <summary>The secret by which keys are hashed; <see langword="null"/>, as always outside of tests, for a random one.</summary>
    public UInt128? Seed { get; set; }
}
