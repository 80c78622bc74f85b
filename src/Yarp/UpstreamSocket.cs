using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Yarp;

/// <summary>
/// Connects to an endpoint, and notices one that is gone without a word: a machine that lost its power sends no reset,
/// and a connection of HTTP/2 would collect requests until each has waited out its time.
/// </summary>
internal static partial class UpstreamSocket
{
    // A silent connection is asked after this long, then every few seconds.
    private const int KeepAliveSeconds = 30;
    private const int KeepAliveIntervalSeconds = 5;
    private const int KeepAliveRetries = 3;

    // At the level of TCP, since HTTP/2's own pings count as abuse with servers that did not ask for them (gRPC,
    // ENHANCE_YOUR_CALM).
    internal static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        new NetworkStream(await ConnectAsync(context.DnsEndPoint, cancellationToken), ownsSocket: true);

    internal static async ValueTask<Socket> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
            BoundUnacknowledged(socket);
            await socket.ConnectAsync(endPoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
