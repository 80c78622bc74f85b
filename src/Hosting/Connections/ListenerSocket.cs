using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Gatehouse.Hosting;

/// <summary>One listening socket and its accept loop. Closing it leaves the connections it accepted alone.</summary>
internal sealed class ListenerSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _closing = new();
    private ListenerIdentity _identity;

    private ListenerSocket(ListenerIdentity identity, Socket socket)
    {
        _identity = identity;
        _socket = socket;
    }

    /// <summary>What new connections are told they arrived on.</summary>
    internal ListenerIdentity Identity
    {
        get => Volatile.Read(ref _identity);
        set => Volatile.Write(ref _identity, value);
    }

    /// <summary>Binds and starts to accept.</summary>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    internal static ListenerSocket Open(ListenerIdentity identity, ConnectionIntake intake)
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

        ListenerSocket listener = new(identity, socket);
        _ = listener.AcceptAsync(intake);
        return listener;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _socket.Dispose();
    }

    private async Task AcceptAsync(ConnectionIntake intake)
    {
        // Off the caller's stack: a busy port would otherwise keep the publisher in this loop.
        await Task.Yield();

        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _socket.AcceptAsync(_closing.Token);
                await intake.TakeInAsync(socket, Identity, _closing.Token);
            }
#pragma warning disable CA1031 // The border to the operating system: whatever went wrong with one connection, the next is accepted.
            catch (Exception failure) when (!_closing.IsCancellationRequested)
#pragma warning restore CA1031
            {
                await intake.PauseAfterAsync(failure, Identity);
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}
