namespace Gatehouse.RateLimit;

/// <summary>How a limit counts.</summary>
public enum LimitKind : byte
{
    /// <summary><see cref="TokenBucketLimit"/>.</summary>
    TokenBucket = 0,

    /// <summary><see cref="SlidingWindowLimit"/>.</summary>
    SlidingWindow,

    /// <summary><see cref="QuotaLimit"/>.</summary>
    Quota,

    /// <summary><see cref="ConcurrencyLimit"/>.</summary>
    Concurrency,
}
