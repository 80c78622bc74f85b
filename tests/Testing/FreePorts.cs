using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Testing;

/// <summary>Loopback ports for tests that listen. None is handed out twice in a process.</summary>
public static class FreePorts
{
    // Below the ports that Linux (32768 and up), Windows and macOS (49152 and up) give to outgoing connections: one of those
    // may be taken between being found free and being listened on.
    private const int First = 20_000;
    private const int Last = 31_999;

    // Processes that run at the same time start at different places.
    private static int Cursor = Random.Shared.Next(Last - First);

    /// <summary>A port that is free.</summary>
    public static int Next() => NextRun(1);

    /// <summary>The first of several free ports in a row.</summary>
    public static int NextRun(int count)
    {
        while (true)
        {
            // What is added is ours: the ports from the cursor's old place to its new one.
            int first = First + ((Interlocked.Add(ref Cursor, count) - count) % (Last - First - count));

            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using TcpListener probe = new(IPAddress.Loopback, port);

        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
