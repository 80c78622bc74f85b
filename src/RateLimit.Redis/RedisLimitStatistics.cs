namespace Gatehouse.RateLimit.Redis;

/// <summary>What has come about in a <see cref="RedisLimitStore"/> since it was made.</summary>
public readonly record struct RedisLimitStatistics
{
    /// <summary>Scripts that were sent to the server.</summary>
    public long RoundTrips { get; init; }

    /// <summary>Scripts that failed or were not answered in time.</summary>
    public long Failures { get; init; }

    /// <summary>Keys and limits for which a block is held now.</summary>
    public int Leases { get; init; }

    /// <summary>Whether the server is not asked at present, because it did not answer.</summary>
    public bool IsAway { get; init; }
}
