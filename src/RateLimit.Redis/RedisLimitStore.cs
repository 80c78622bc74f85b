using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis;

/// <summary>
/// Levels on Redis, Valkey or Garnet, shared by every process that uses the same server, <see cref="RedisLimitOptions.KeyPrefix"/> and
/// seed. docs/rate-limiting-redis.md tells what each mode promises. Safe for any number of threads.
/// </summary>
public sealed partial class RedisLimitStore : IRemoteLimitStore, IAsyncDisposable
{
    private const int ConnectTimeoutMs = 1_000;

    private readonly RedisLimitOptions _options;
    private readonly ScriptServer _server;
    private readonly LeaseTable _leases;
    private readonly LocalShares _shares;

    /// <summary>A store on a connection, which stays the caller's to dispose.</summary>
    /// <param name="connection">
    /// The connection. <see cref="ConnectionOptions"/> makes one that does not wait for a server that is away.
    /// </param>
    /// <param name="options">The options.</param>
    /// <param name="time">Times deadlines, probes and leases; the system's by default.</param>
    /// <param name="logger">Gets one line when the server goes away and one when it is back.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public RedisLimitStore(IConnectionMultiplexer connection, RedisLimitOptions? options = null, TimeProvider? time = null, ILogger<RedisLimitStore>? logger = null)
        : this(() => Task.FromResult(connection), options ?? new RedisLimitOptions(), time ?? TimeProvider.System, (ILogger?)logger ?? NullLogger.Instance)
    {
        ArgumentNullException.ThrowIfNull(connection);
    }

    internal RedisLimitStore(Func<Task<IConnectionMultiplexer>> connect, RedisLimitOptions options, TimeProvider time, ILogger logger)
    {
        if (RedisLimitOptionsValidator.Failure(options) is { } failure)
        {
            throw new ArgumentException(failure, nameof(options));
        }

        _options = options;
        _server = new ScriptServer(connect, options, time, logger);
        _leases = new LeaseTable(new LeaseTerms(options, _server, time));
        _shares = new LocalShares(options.Replicas);
    }

    /// <summary>What has come about so far.</summary>
    public RedisLimitStatistics Statistics => new()
    {
        RoundTrips = _server.RoundTrips,
        Failures = _server.Failures,
        Leases = _leases.Count,
        IsAway = _server.IsAway,
    };

    internal RedisLimitOptions Options => _options;

    /// <summary>
    /// Settings for a connection that suits limits: it comes about in the background, commands without a connection fail at once,
    /// and what was not answered in time is not kept for long.
    /// </summary>
    /// <exception cref="ArgumentException">The configuration is not understood.</exception>
    public static ConfigurationOptions ConnectionOptions(RedisLimitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ConfigurationOptions connection = ConfigurationOptions.Parse(options.Configuration);
        connection.AbortOnConnectFail = false;
        connection.BacklogPolicy = BacklogPolicy.FailFast;
        connection.ConnectTimeout = ConnectTimeoutMs;
        connection.ReconnectRetryPolicy = new LinearRetry(ConnectTimeoutMs / 4);
        connection.AsyncTimeout = connection.SyncTimeout = Math.Max(1_000, options.TimeoutMs);
        return connection;
    }

    /// <inheritdoc/>
    public bool TryCharge(RemoteTerms terms, ReadOnlySpan<LimitCharge> charges, in LimitTime now, Span<LimitDecision> decisions, out AdmissionDecision decision)
    {
        foreach (ref readonly LimitCharge charge in charges)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(charge.Cost, nameof(charges));
        }

        if (charges.IsEmpty)
        {
            decision = new AdmissionDecision(isAdmitted: true, default, 0);
            return true;
        }

        if (terms.Mode == RemoteMode.Lease && _leases.TryCharge(charges, in now, decisions, out decision, out _))
        {
            return true;
        }

        if (_server.IsAway)
        {
            decision = WithoutStore(terms.Outage, charges, in now, decisions);
            return true;
        }

        decision = default;
        return false;
    }

    /// <inheritdoc/>
    public ValueTask<AdmissionDecision> ChargeAsync(
        RemoteTerms terms, ReadOnlyMemory<LimitCharge> charges, LimitTime now, Memory<LimitDecision> decisions, CancellationToken cancellationToken = default) =>
        TryCharge(terms, charges.Span, in now, decisions.Span, out AdmissionDecision decision)
            ? ValueTask.FromResult(decision)
            : AskAsync(terms, charges, now, decisions, cancellationToken);

    /// <inheritdoc/>
    public void Release(ReadOnlySpan<LimitCharge> charges, ReadOnlySpan<LimitDecision> decisions, in LimitTime now)
    {
        for (int i = 0; i < charges.Length; i++)
        {
            ref readonly LimitDecision decision = ref decisions[i];

            if (decision.IsCharged && decision.Limit!.Kind == LimitKind.Concurrency && !_shares.TryRelease(charges[i].Key, in decision, in now))
            {
                GiveBack(charges.Slice(i, 1), decisions.Slice(i, 1), in now);
            }
        }
    }

    /// <summary>Gives back what blocks still hold, as far as the server answers in time, and ends the probes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leases.DisposeAsync().ConfigureAwait(false);
        _server.Dispose();
    }

    private async ValueTask<AdmissionDecision> AskAsync(
        RemoteTerms terms, ReadOnlyMemory<LimitCharge> charges, LimitTime now, Memory<LimitDecision> decisions, CancellationToken cancellationToken)
    {
        AdmissionDecision? decision = terms.Mode == RemoteMode.Lease
            ? await ChargeFromBlocksAsync(charges, now, decisions, cancellationToken).ConfigureAwait(false)
            : null;
        decision ??= await ChargeStrictlyAsync(charges, now, decisions, cancellationToken).ConfigureAwait(false);
        return decision ?? WithoutStore(terms.Outage, charges.Span, in now, decisions.Span);
    }

    private async ValueTask<AdmissionDecision?> ChargeFromBlocksAsync(
        ReadOnlyMemory<LimitCharge> charges, LimitTime now, Memory<LimitDecision> decisions, CancellationToken cancellationToken)
    {
        for (int waits = 0; ; waits++)
        {
            if (_leases.TryCharge(charges.Span, in now, decisions.Span, out AdmissionDecision decision, out int missing))
            {
                return decision;
            }

            // Others were faster each time, or there is no block to wait for.
            if (missing < 0 || waits == Limits.LeaseWaitsMax
                || !await _leases.RefillAsync(in charges.Span[missing], now).WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private AdmissionDecision WithoutStore(RemoteOutage outage, ReadOnlySpan<LimitCharge> charges, in LimitTime now, Span<LimitDecision> decisions)
    {
        if (outage == RemoteOutage.Local)
        {
            return _shares.Charge(charges, in now, decisions);
        }

        // Nobody knows a level, so nothing is told of it.
        decisions[..charges.Length].Clear();
        return outage == RemoteOutage.Open
            ? new AdmissionDecision(isAdmitted: true, default, 0)
            : new AdmissionDecision(
                isAdmitted: false,
                new LimitDecision(charges[0].Limiter.Limit, AdmissionReason.StoreUnavailable, 0, charges[0].Cost, in now, isCharged: false, isShared: false),
                0);
    }
}
