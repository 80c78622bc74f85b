using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// What every request toward a backend goes through: what was meant for this hop or claims what nobody checked is dropped,
/// and the gateway says who asked, in which trace, and that it passed here. The configuration's edits come after, so that
/// what they set is final.
/// </summary>
internal sealed class HopPolicy(ClaimedFields claims, ForwardedFields forwarded, ViaField via, TraceHeaders trace)
{
    /// <summary>Whether the request goes round in circles.</summary>
    internal bool IsLoop(HttpContext context) => via.IsLoop(context.Request.Headers);

    /// <summary>
    /// Drops what nobody checked and writes who asked, before a rule is looked for: what a stranger claims must not choose
    /// one.
    /// </summary>
    internal void Receive(HttpContext context, in Arrival arrival)
    {
        IHeaderDictionary headers = context.Request.Headers;

        // Before the drops: a client that names X-Forwarded-For in Connection must not make a proxy's word vanish.
        StringValues believed = forwarded.Believed(headers, arrival.Origin);
        HopFields.Drop(headers, arrival.ConnectionField);
        claims.Drop(headers, arrival.Origin.IsPeerTrusted);
        forwarded.Write(context, in arrival, in believed);
    }

    /// <summary>Writes what only the next hop is told.</summary>
    internal void Send(HttpContext context, in Arrival arrival, Activity? span)
    {
        via.Add(context.Request);
        trace.Write(context.Request.Headers, span, arrival.Trace);
    }
}
