using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Gatehouse.Hosting;

/// <summary>
/// How long the beginning of a connection may take. Kestrel's own header timeout begins only after our middleware;
/// without this a silent connection would stay for ever. A server that stops does not wait for it either.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenRegistration _registration;

    internal Deadline(ConnectionContext connection, TimeSpan timeout, TimeProvider time)
    {
        _source = new CancellationTokenSource(timeout, time);
        _stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        _registration = _stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    internal CancellationToken Token => _source.Token;

    /// <summary>Whether the server stops, rather than that the time is over.</summary>
    internal bool IsStopping => _stopping.IsCancellationRequested;

    public void Dispose()
    {
        // Waits for a callback that is running, which needs the source.
        _registration.Dispose();
        _source.Dispose();
    }
}
