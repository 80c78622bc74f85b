using Gatehouse.RateLimit;

namespace Gatehouse.Hosting;

/// <summary>
/// Renews the permits of exchanges that outlast the lease of a concurrency limit, such as WebSockets: one timer for the host, which
/// runs only while permits are held. A turn looks at every exchange that holds one, some nanoseconds each.
/// </summary>
internal sealed class PermitRenewal : IDisposable
{
    // Exchanges are spread, so that one that begins or ends never waits for a whole turn.
    private const int ListsCount = 16;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(Limits.PermitRenewalPeriodMs);

    private readonly HeldExchanges[] _lists;
    private readonly LimitClock _clock;
    private readonly ITimer _timer;
    private int _next;
    private int _held;
    private int _isRunning;

    public PermitRenewal(TimeProvider time, LimitClock clock)
    {
        _clock = clock;
        _lists = [.. Enumerable.Range(0, ListsCount).Select(static _ => new HeldExchanges())];
        _timer = time.CreateTimer(static self => ((PermitRenewal)self!).Renew(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Renews the permits of an exchange from now on.</summary>
    internal void Add(Exchange exchange)
    {
        int list = (int)((uint)Interlocked.Increment(ref _next) % ListsCount);
        _lists[list].Add(exchange, list);
        Interlocked.Increment(ref _held);
        Run();
    }

    /// <summary>Stops that. Afterwards nobody but the caller touches the exchange's permits.</summary>
    internal void Remove(Exchange exchange)
    {
        if (exchange.Held.List >= 0)
        {
            _lists[exchange.Held.List].Remove(exchange);
            Interlocked.Decrement(ref _held);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Renew()
    {
        if (Volatile.Read(ref _held) == 0)
        {
            Stop();
            return;
        }

        LimitTime now = _clock.Now();

        foreach (HeldExchanges list in _lists)
        {
            list.Renew(in now);
        }
    }

    private void Run()
    {
        if (Volatile.Read(ref _isRunning) == 0 && Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            _timer.Change(Period, Period);
        }
    }

    // In this order: whoever begins in between either sees that it does not run, or is seen here.
    private void Stop()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Interlocked.Exchange(ref _isRunning, 0);

        if (Volatile.Read(ref _held) != 0)
        {
            Run();
        }
    }
}
