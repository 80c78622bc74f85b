using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Yarp.Tests;

public class UpstreamSocketTests
{
    private const int Tcp = 6;
    private const int TcpUserTimeout = 18;

    [Fact]
    public async Task An_endpoint_that_is_gone_without_a_word_is_noticed()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using Socket socket = await UpstreamSocket.ConnectAsync(new DnsEndPoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port), CancellationToken.None);

        Assert.True((int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)! != 0);
        Assert.Equal(30, (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime)!);

        if (OperatingSystem.IsLinux())
        {
            byte[] milliseconds = new byte[sizeof(int)];
            socket.GetRawSocketOption(Tcp, TcpUserTimeout, milliseconds);
            Assert.Equal(20_000, BitConverter.ToInt32(milliseconds));
        }
    }
}
