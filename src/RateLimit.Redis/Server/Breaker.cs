namespace Gatehouse.RateLimit.Redis;

/// <summary>
/// Remembers that the server is away, so that nobody waits for it: opens after so many failures in a row, and closes when a probe
/// that it sends now and then succeeds. Requests never probe.
/// </summary>
internal sealed class Breaker : IDisposable
{
    private readonly int _failuresMax;
    private readonly TimeSpan _openFor;
    private readonly Func<Task<bool>> _probe;
    private readonly Action<bool> _changed;
    private readonly ITimer _timer;
    private int _failures;
    private int _isOpen;

    /// <summary>A closed breaker.</summary>
    /// <param name="time">Times the probes.</param>
    /// <param name="options">How many failures, and how long it stays open.</param>
    /// <param name="probe">Tells whether the server answers; must not throw.</param>
    /// <param name="changed">Is told each change: whether it is open.</param>
    public Breaker(TimeProvider time, RedisLimitOptions options, Func<Task<bool>> probe, Action<bool> changed)
    {
        _failuresMax = options.BreakerFailures;
        _openFor = TimeSpan.FromMilliseconds(options.BreakerOpenMs);
        _probe = probe;
        _changed = changed;
        _timer = time.CreateTimer(static state => _ = ((Breaker)state!).ProbeAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsOpen => Volatile.Read(ref _isOpen) == 1;

    public void Succeeded()
    {
        if (Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }
    }

    public void Failed()
    {
        if (Interlocked.Increment(ref _failures) >= _failuresMax && Interlocked.Exchange(ref _isOpen, 1) == 0)
        {
            _changed(true);
            _timer.Change(_openFor, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private async Task ProbeAsync()
    {
        if (await _probe().ConfigureAwait(false))
        {
            Volatile.Write(ref _failures, 0);
            Volatile.Write(ref _isOpen, 0);
            _changed(false);
        }
        else
        {
            _timer.Change(_openFor, Timeout.InfiniteTimeSpan);
        }
    }
}
