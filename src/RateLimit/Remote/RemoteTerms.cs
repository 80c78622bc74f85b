namespace Gatehouse.RateLimit;

/// <summary>How a policy shares its limits. <c>default</c> is the exact and safe answer: strict, and closed while the store is away.</summary>
/// <param name="Mode">Who decides.</param>
/// <param name="Outage">What holds while the store is away.</param>
public readonly record struct RemoteTerms(RemoteMode Mode = RemoteMode.Strict, RemoteOutage Outage = RemoteOutage.Closed);

/// <summary>Who decides about a request.</summary>
public enum RemoteMode : byte
{
    /// <summary>The store, for each request: exact, at the price of a round trip.</summary>
    Strict = 0,

    /// <summary>
    /// This process, from blocks of permits that it takes from the store ahead of time: no waiting, and in all processes together at
    /// most as many permits more than the limit as they hold in blocks. Requests with a concurrency limit are decided strictly.
    /// </summary>
    Lease,
}

/// <summary>What holds while the store cannot be reached.</summary>
public enum RemoteOutage : byte
{
    /// <summary>Every request is refused as <see cref="AdmissionReason.StoreUnavailable"/>.</summary>
    Closed = 0,

    /// <summary>Every request is admitted, and nobody counts.</summary>
    Open,

    /// <summary>Each process counts for itself, by its share of the limit.</summary>
    Local,
}
