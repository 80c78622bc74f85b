using System.Net;
using System.Net.Sockets;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>A port nobody listens on now.</summary>
internal static class FreePort
{
    internal static int Next()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
