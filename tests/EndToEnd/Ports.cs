using System.Net;
using System.Net.Sockets;

namespace Gatehouse.EndToEnd;

internal static class Ports
{
    /// <summary>A port that is free now.</summary>
    internal static int Free() => FreeRun(1);

    /// <summary>The first of several ports in a row that are free now.</summary>
    internal static int FreeRun(int count)
    {
        while (true)
        {
            TcpListener[] probes = new TcpListener[count];
            int first = 0;

            try
            {
                for (int i = 0; i < count; i++)
                {
                    probes[i] = new TcpListener(IPAddress.Loopback, i == 0 ? 0 : first + i);
                    probes[i].Start();
                    first = i == 0 ? ((IPEndPoint)probes[0].LocalEndpoint).Port : first;
                }

                return first;
            }
            catch (SocketException)
            {
                // One of them was taken: try elsewhere.
            }
            finally
            {
                Array.ForEach(probes, static probe => probe?.Dispose());
            }
        }
    }
}
