using System.Net.Sockets;

namespace Gatehouse.Yarp;

internal static partial class UpstreamSocket
{
    private const int Tcp = 6;
    private const int TcpUserTimeout = 18;
    private const int UnacknowledgedMs = 20_000;

    // Keep-alive asks only a connection on which nothing is under way; what was sent and is not acknowledged would be
    // sent again for a quarter of an hour (tcp(7), TCP_USER_TIMEOUT).
    private static void BoundUnacknowledged(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            Span<byte> value = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(value, UnacknowledgedMs);
            socket.SetRawSocketOption(Tcp, TcpUserTimeout, value);
        }
    }
}
