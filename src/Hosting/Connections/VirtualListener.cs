using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Hosting;

/// <summary>What Kestrel accepts from: a queue that any number of sockets fill.</summary>
internal sealed class VirtualListener(EndPoint endPoint, AcceptQueue accepted, Action closeSockets) : IConnectionListener
{
    public EndPoint EndPoint => endPoint;

    public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        accepted.TakeAsync(cancellationToken);

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        // The server stops: no new connection from here on; Kestrel drains those it has.
        closeSockets();
        accepted.Close();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
