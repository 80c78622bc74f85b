using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>Learns of a request what is known when it arrives, and takes from it what it merely claims.</summary>
internal sealed class ArrivalReader(OriginPolicy origins, HopPolicy hop, RequestTelemetry telemetry)
{
    internal Arrival Read(HttpContext context, ListenerIdentity listener)
    {
        ConnectionPeer? connection = context.Features.Get<ConnectionPeer>();

        // Taken for every request, whatever becomes of it: what stays would be read as the next one's.
        string? field = connection?.TakeConnectionField();
        bool isSent = context.Request.Headers.Connection.Count > 0;
        Arrival arrival = new(
            listener,
            connection,
            origins.Find(context, connection),
            TraceContext.Read(context.Request.Headers),
            isSent ? field : null,
            telemetry.Now);
        hop.Receive(context, in arrival);
        return arrival;
    }
}
