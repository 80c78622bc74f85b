using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>Learns of a request what is known when it arrives.</summary>
internal sealed class ArrivalReader(OriginPolicy origins, RequestTelemetry telemetry)
{
    internal Arrival Read(HttpContext context, ListenerIdentity listener)
    {
        ConnectionPeer? connection = context.Features.Get<ConnectionPeer>();
        return new(listener, connection, origins.Find(context, connection), TraceContext.Read(context.Request.Headers), telemetry.Now);
    }
}
