using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>One listening socket and its accept loop. Closing it leaves the connections it accepted alone.</summary>
internal sealed class ListenerSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _closing = new();
    private readonly ILogger _logger;
    private ListenerIdentity _identity;

    private ListenerSocket(ListenerIdentity identity, Socket socket, ILogger logger)
    {
        _identity = identity;
        _socket = socket;
        _logger = logger;
    }

    /// <summary>What new connections are told they arrived on.</summary>
    internal ListenerIdentity Identity
    {
        get => Volatile.Read(ref _identity);
        set => Volatile.Write(ref _identity, value);
    }

    /// <summary>Binds and starts to accept.</summary>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    internal static ListenerSocket Open(ListenerIdentity identity, SocketConnectionContextFactory connections, AcceptQueue accepted, ILogger logger)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(identity.Bound);

        try
        {
            socket.Listen(Limits.BacklogMax);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }

        ListenerSocket listener = new(identity, socket, logger);
        _ = listener.AcceptAsync(connections, accepted);
        return listener;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _socket.Dispose();
    }

    private async Task AcceptAsync(SocketConnectionContextFactory connections, AcceptQueue accepted)
    {
        // Off the caller's stack: a busy port would otherwise keep the publisher in this loop.
        await Task.Yield();

        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _socket.AcceptAsync(_closing.Token);
                await HandOverAsync(socket, connections, accepted);
            }
            catch (SocketException failure) when (!_closing.IsCancellationRequested)
            {
                // A client that resets before it is accepted, or no more file descriptors: the next may do better.
                ListenerLog.AcceptFailed(_logger, Identity.Name, failure.SocketErrorCode);
                await Task.Delay(AcceptPause, CancellationToken.None);
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    // Long enough that a lack of descriptors does not spin, short enough that nobody notices one reset client.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(10);

    private async ValueTask HandOverAsync(Socket socket, SocketConnectionContextFactory connections, AcceptQueue accepted)
    {
        socket.NoDelay = true;
        ConnectionContext connection = connections.Create(socket);
        connection.Features.Set(Identity);

        try
        {
            await accepted.AddAsync(connection, _closing.Token);
        }
        catch (Exception closed) when (closed is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            await connection.DisposeAsync();
        }
    }
}
