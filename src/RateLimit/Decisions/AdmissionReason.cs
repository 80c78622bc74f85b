namespace Gatehouse.RateLimit;

/// <summary>Why a request was admitted or refused. Zero is the safe answer: refused.</summary>
public enum AdmissionReason : byte
{
    /// <summary>Nothing was asked: refused.</summary>
    None = 0,

    /// <summary>Every limit admits it.</summary>
    Admitted,

    /// <summary>The token bucket has too few permits: 429, with a time after which it has enough.</summary>
    RateExceeded,

    /// <summary>The sliding window has too few permits: 429, with a time after which it has enough.</summary>
    WindowExceeded,

    /// <summary>The calendar period has too few permits: 429, with the time until the next.</summary>
    QuotaExceeded,

    /// <summary>Too many requests are under way: 429, without a time, since nobody knows when one ends.</summary>
    ConcurrencyExceeded,

    /// <summary>It costs more than the limit ever has: it can never be admitted, so there is no time to wait.</summary>
    CostAboveLimit,

    /// <summary>
    /// The store that processes share their levels in cannot be reached, and the policy is closed: 503 rather than 429, since the
    /// client did nothing wrong.
    /// </summary>
    StoreUnavailable,
}
