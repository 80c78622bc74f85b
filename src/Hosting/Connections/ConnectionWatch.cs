using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Hosting;

/// <summary>Stands before everything else on a connection: says who is at its other end, and counts it.</summary>
internal sealed class ConnectionWatch(TrafficMeters meters)
{
    internal ConnectionDelegate Watch(ConnectionDelegate next) => async connection =>
    {
        ConnectionPeer peer = new(connection.RemoteEndPoint);
        connection.Features.Set(peer);

        // Headers are read as they arrive, on any thread; this flows along with the connection.
        ConnectionPeer.Reading.Value = peer;
        ListenerIdentity listener = connection.Features.Get<ListenerIdentity>()!;
        meters.ConnectionOpens(listener);

        try
        {
            await next(connection);
        }
        finally
        {
            meters.ConnectionCloses(listener);
        }
    };
}
