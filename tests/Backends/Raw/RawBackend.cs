using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Backends;

/// <summary>
/// A backend below HTTP: it keeps every byte that a gateway sent on each connection, and a script of the test's says
/// what it answers and when.
/// </summary>
public sealed class RawBackend : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<RawConnection, Task> _script;
    private readonly ConcurrentQueue<RawConnection> _connections = new();
    private readonly Task _accepting;

    private RawBackend(Func<RawConnection, Task> script)
    {
        _script = script;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Every connection that was accepted, in order.</summary>
    public IReadOnlyCollection<RawConnection> Connections => _connections;

    /// <summary>How many of them the gateway has not closed yet.</summary>
    public int OpenConnections => _connections.Count(connection => !connection.IsEnded);

    /// <summary>Listens on a free port of 127.0.0.1; each connection is closed when its script ends.</summary>
    public static RawBackend Start(Func<RawConnection, Task> script) => new(script);

    /// <summary>Answers every complete request with 200 and keeps the connection.</summary>
    public static RawBackend StartPolite() => Start(async connection =>
    {
        int answered = 0;

        while (await connection.UntilAsync(text => RawRequest.ParseAll(text).Requests.Count > answered))
        {
            answered++;
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    });

    /// <summary>The requests of all connections, each connection parsed as strictly as RFC 9112 allows.</summary>
    public IReadOnlyList<RawRequest> Requests => [.. _connections.SelectMany(connection => RawRequest.ParseAll(connection.ReceivedText).Requests)];

    /// <summary>What came on any connection and is no complete request.</summary>
    public string Remains => string.Concat(_connections.Select(connection => RawRequest.ParseAll(connection.ReceivedText).Remains));

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();

        foreach (RawConnection connection in _connections)
        {
            connection.Close();
        }

        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                RawConnection connection = new(await _listener.AcceptSocketAsync());
                _connections.Enqueue(connection);
                _ = RunAsync(connection);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task RunAsync(RawConnection connection)
    {
        await _script(connection);
        connection.Close();
    }
}
