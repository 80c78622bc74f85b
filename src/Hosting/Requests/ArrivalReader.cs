using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>Learns of a request what is known when it arrives.</summary>
internal sealed class ArrivalReader(OriginPolicy origins, RequestTelemetry telemetry)
{
    internal Arrival Read(HttpContext context, ListenerIdentity listener) =>
        new(listener, origins.Find(context), TraceContext.Read(context.Request.Headers), telemetry.Now);
}
