using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>Turns accepted sockets into connections of the server. All listening sockets share one.</summary>
internal sealed class ConnectionIntake(IOptions<SocketTransportOptions> sockets, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    // Long enough that a lack of file descriptors does not spin, short enough that nobody notices one reset client.
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(10);

    private readonly ILogger _logger = loggers.CreateLogger("Gatehouse.Hosting.Listeners");

    // One for all sockets: it owns the threads that move bytes.
    private readonly SocketConnectionContextFactory _connections =
        new(SocketMemory.OptionsOf(sockets.Value), loggers.CreateLogger("Gatehouse.Hosting.Connections"));

    /// <summary>What was accepted and the server has not taken yet.</summary>
    internal AcceptQueue Accepted { get; } = new();

    internal ILogger Logger => _logger;

    /// <summary>Hands a socket over to the server, marked with the listener it arrived on.</summary>
    internal async ValueTask TakeInAsync(Socket socket, ListenerIdentity identity, CancellationToken cancellationToken)
    {
        ConnectionContext connection = Create(socket);
        connection.Features.Set(identity);

        try
        {
            await Accepted.AddAsync(connection, cancellationToken);
        }
        catch (Exception closed) when (closed is OperationCanceledException or ChannelClosedException)
        {
            await connection.DisposeAsync();
        }
    }

    /// <summary>A client that reset before it was accepted, or no more file descriptors: the next may do better.</summary>
    internal Task PauseAfterAsync(Exception failure, ListenerIdentity identity)
    {
        ListenerLog.AcceptFailed(_logger, identity.Name, failure is SocketException socket ? socket.SocketErrorCode.ToString() : failure.GetType().Name);
        return Task.Delay(FailurePause, time, CancellationToken.None);
    }

    private ConnectionContext Create(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            return _connections.Create(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _connections.Dispose();
}
