using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis;

/// <summary>
/// The server that runs the scripts: every call has a deadline and goes through a breaker. All that can go wrong between here and
/// there ends here, as no answer.
/// </summary>
internal sealed class ScriptServer : IDisposable
{
    private readonly Func<Task<IConnectionMultiplexer>> _connect;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _timeout;
    private readonly Breaker _breaker;
    private Task<IConnectionMultiplexer>? _connection;
    private Exception? _lastFailure;
    private long _roundTrips;
    private long _failures;

    public ScriptServer(Func<Task<IConnectionMultiplexer>> connect, RedisLimitOptions options, TimeProvider time, ILogger logger)
    {
        _connect = connect;
        _time = time;
        _logger = logger;
        _timeout = TimeSpan.FromMilliseconds(options.TimeoutMs);
        _breaker = new Breaker(time, options, ProbeAsync, Changed);
    }

    public bool IsAway => _breaker.IsOpen;

    public long RoundTrips => Interlocked.Read(ref _roundTrips);

    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Whether keys may live on different servers, so that a script can only have keys of one slot. Until it is known they may.</summary>
    public bool MayBeCluster =>
        Volatile.Read(ref _connection) is not { IsCompletedSuccessfully: true } connection
        || connection.Result.GetServers().Any(static server => server.ServerType == ServerType.Cluster);

    /// <summary>Runs a script.</summary>
    /// <returns>Its answer; <see langword="null"/> where there is none.</returns>
    /// <exception cref="OperationCanceledException">The caller did not want to wait any longer.</exception>
    public async ValueTask<long[]?> RunAsync(string script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        if (_breaker.IsOpen)
        {
            return null;
        }

        try
        {
            Interlocked.Increment(ref _roundTrips);
            RedisMeter.RoundTrips.Add(1);
            RedisResult answer = await AskAsync(script, keys, arguments).WaitAsync(_timeout, _time, cancellationToken).ConfigureAwait(false);
            _breaker.Succeeded();
            return (long[])answer!;
        }
        catch (Exception exception) when (exception is TimeoutException or RedisException or ObjectDisposedException or InvalidCastException or FormatException)
        {
            Interlocked.Increment(ref _failures);
            RedisMeter.Failures.Add(1);
            Volatile.Write(ref _lastFailure, exception);
            _breaker.Failed();
            return null;
        }
    }

    public void Dispose() => _breaker.Dispose();

    // StackExchange.Redis sends the script's hash, and the script itself where the server does not know it (any more).
    private async Task<RedisResult> AskAsync(string script, RedisKey[] keys, RedisValue[] arguments)
    {
        IConnectionMultiplexer connection = await ConnectedAsync().ConfigureAwait(false);
        return await connection.GetDatabase().ScriptEvaluateAsync(script, keys, arguments, CommandFlags.DemandMaster).ConfigureAwait(false);
    }

    private Task<IConnectionMultiplexer> ConnectedAsync()
    {
        Task<IConnectionMultiplexer>? connection = Volatile.Read(ref _connection);

        if (connection is null or { IsFaulted: true } or { IsCanceled: true })
        {
            lock (_breaker)
            {
                if (ReferenceEquals(_connection, connection))
                {
                    Volatile.Write(ref _connection, _connect());
                }

                connection = _connection!;
            }
        }

        return connection;
    }

    private async Task<bool> ProbeAsync()
    {
        try
        {
            await PingAsync().WaitAsync(_timeout, _time).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or RedisException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task PingAsync()
    {
        IConnectionMultiplexer connection = await ConnectedAsync().ConfigureAwait(false);
        await connection.GetDatabase().PingAsync(CommandFlags.DemandMaster).ConfigureAwait(false);
    }

    private void Changed(bool isAway)
    {
        RedisMeter.Outages.Add(isAway ? 1 : -1);

        if (isAway)
        {
            RedisLog.Away(_logger, Volatile.Read(ref _lastFailure));
        }
        else
        {
            RedisLog.Back(_logger);
        }
    }
}
