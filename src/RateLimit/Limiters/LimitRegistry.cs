using System.Security.Cryptography;

namespace Gatehouse.RateLimit;

/// <summary>
/// The limiters by plan and limit. They outlive reloads: a limit that keeps its plan and name keeps its levels, whatever else of
/// it changes, and one that is gone for a while finds them again. Safe for any number of threads.
/// </summary>
public sealed class LimitRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Plan, string Limit), Entry> _entries = [];
    private readonly int _keysPerLimiter;
    private readonly UInt128 _seed;
    private readonly LimitClock? _clock;

    /// <summary>A registry without limiters.</summary>
    /// <param name="options">What holds for all limiters.</param>
    /// <param name="clock">
    /// The clock that decisions use. It is read only when a charge has to be taken back from a token bucket that others have charged
    /// meanwhile; without one such a charge stays.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public LimitRegistry(LimitRegistryOptions? options = null, LimitClock? clock = null)
    {
        options ??= new LimitRegistryOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.KeysPerLimiter, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.KeysPerLimiter, Limits.KeysPerLimiterMax, nameof(options));
        _clock = clock;
        _keysPerLimiter = options.KeysPerLimiter;
        _seed = options.Seed ?? RandomSeed();
    }

    /// <summary>How many limiters there are, those included that no plan names any more.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The key of a customer's id, an address's octets, a header's value.</summary>
    /// <typeparam name="TText"><see cref="char"/> (UTF-16) or <see cref="byte"/> (UTF-8, or the octets of an address).</typeparam>
    public LimitKey KeyOf<TText>(ReadOnlySpan<TText> text)
        where TText : unmanaged => LimitKey.Of(text, _seed);

    /// <summary>
    /// Makes the limiters follow a new configuration. Permits used stay used: neither a reload nor a changed rate, burst, window
    /// or kind refills a level (concurrency limits keep theirs while their lease stays). Takes time that grows with the keys of
    /// the limits that changed; decisions go on meanwhile.
    /// </summary>
    /// <param name="plans">The plans of the new configuration.</param>
    /// <param name="now">The time, of the clock that decisions use.</param>
    public PlanSet Adopt(PlanTable plans, in LimitTime now)
    {
        ArgumentNullException.ThrowIfNull(plans);

        lock (_lock)
        {
            List<PlanLimiter> adopted = [];
            HashSet<(string, string)> named = [];

            foreach (CompiledPlan plan in plans.Plans)
            {
                Limiter[] limiters = new Limiter[plan.Limits.Length];

                for (int i = 0; i < limiters.Length; i++)
                {
                    limiters[i] = Adopt(plan.Limits[i], in now);
                    named.Add((plan.Name, plan.Limits[i].Name));
                }

                adopted.Add(new PlanLimiter(plan.Name, [.. limiters]));
            }

            Retire(named, now.Ticks);
            return new PlanSet(adopted);
        }
    }

    private Limiter Adopt(CompiledLimit limit, in LimitTime now)
    {
        (string, string) name = (limit.PlanName, limit.Name);

        if (_entries.TryGetValue(name, out Entry? entry))
        {
            entry.RetiredSince = null;
            entry.Limiter.Adopt(limit, in now);
        }
        else
        {
            entry = new Entry(new Limiter(limit, _keysPerLimiter, _clock));
            _entries.Add(name, entry);
        }

        return entry.Limiter;
    }

    private void Retire(HashSet<(string, string)> named, long now)
    {
        List<KeyValuePair<(string, string), Entry>> retired = [];

        foreach (KeyValuePair<(string, string), Entry> pair in _entries)
        {
            if (!named.Contains(pair.Key))
            {
                pair.Value.RetiredSince ??= now;
                retired.Add(pair);
            }
        }

        // The longest retired first, should there be too many.
        retired.Sort(static (left, right) => left.Value.RetiredSince!.Value.CompareTo(right.Value.RetiredSince!.Value));
        int excess = retired.Count - Limits.RetiredLimitersMax;

        for (int i = 0; i < retired.Count; i++)
        {
            if (i < excess || now - retired[i].Value.RetiredSince >= retired[i].Value.Limiter.Limit.LongestTicks)
            {
                _entries.Remove(retired[i].Key);
            }
        }
    }

    private static UInt128 RandomSeed()
    {
        Span<byte> seed = stackalloc byte[16];
        RandomNumberGenerator.Fill(seed);
        return new UInt128(BitConverter.ToUInt64(seed), BitConverter.ToUInt64(seed[8..]));
    }

    private sealed class Entry(Limiter limiter)
    {
        public Limiter Limiter { get; } = limiter;

        public long? RetiredSince { get; set; }
    }
}
