using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Hosting;

/// <summary>Accepted connections on their way to the server. Bounded: when it is full the accept loops wait.</summary>
internal sealed class AcceptQueue
{
    private readonly Channel<ConnectionContext> _connections =
        Channel.CreateBounded<ConnectionContext>(Limits.PendingConnectionsMax);

    internal ValueTask AddAsync(ConnectionContext connection, CancellationToken cancellationToken) =>
        _connections.Writer.WriteAsync(connection, cancellationToken);

    /// <summary>The next connection; <see langword="null"/> once the queue is closed and empty.</summary>
    internal async ValueTask<ConnectionContext?> TakeAsync(CancellationToken cancellationToken) =>
        await _connections.Reader.WaitToReadAsync(cancellationToken) && _connections.Reader.TryRead(out ConnectionContext? connection)
            ? connection
            : null;

    internal void Close() => _connections.Writer.TryComplete();
}
