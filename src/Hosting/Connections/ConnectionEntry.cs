using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Hosting;

/// <summary>
/// Where every connection begins: its port speaks cleartext or TLS, and the first bytes or ALPN choose between HTTP/1.1
/// and HTTP/2. What is known of it then is a feature of the connection (<see cref="ConnectionFacts"/>), and so of each of
/// its requests.
/// </summary>
internal sealed class ConnectionEntry(SnapshotHolder snapshots, ProtocolSniffer sniffer, TlsTermination tls)
{
    private static readonly IPEndPoint Unknown = new(IPAddress.None, 0);

    private ConnectionDelegate? _http2;

    /// <summary>A middleware that borrows the HTTP/2 pipeline of the endpoint it stands on.</summary>
    internal ConnectionDelegate LendHttp2(ConnectionDelegate next)
    {
        _http2 = next;
        return next;
    }

    /// <summary>A middleware that sends a connection to HTTP/2 or on to HTTP/1.1.</summary>
    internal ConnectionDelegate Enter(ConnectionDelegate http1) => connection =>
    {
        ListenerIdentity listener = connection.Features.Get<ListenerIdentity>()!;

        // A port that was closed this very moment has no scheme any more; in cleartext its 404 says what happened.
        return snapshots.Current.FindPort(listener.Key) is { Scheme: ListenerScheme.Https }
            ? tls.ServeAsync(connection, listener, http1, _http2!)
            : ServeCleartextAsync(connection, listener, http1);
    };

    /// <summary>What is known of a connection before its first byte.</summary>
    internal static ConnectionFacts FactsOf(ConnectionContext connection, string listenerName)
    {
        IPEndPoint remote = connection.RemoteEndPoint as IPEndPoint ?? Unknown;
        return new ConnectionFacts
        {
            ListenerName = listenerName,
            LocalEndPoint = connection.LocalEndPoint as IPEndPoint ?? Unknown,
            RemoteEndPoint = remote,
            ClientAddress = remote.Address,
        };
    }

    private async Task ServeCleartextAsync(ConnectionContext connection, ListenerIdentity listener, ConnectionDelegate http1)
    {
        PrefaceVerdict verdict = await sniffer.ReadAsync(connection);

        if (verdict != PrefaceVerdict.Undecided)
        {
            connection.Features.Set(FactsOf(connection, listener.Name));
            await (verdict == PrefaceVerdict.Http2 ? _http2! : http1)(connection);
        }
    }
}
