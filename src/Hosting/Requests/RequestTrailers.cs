using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Hosting;

/// <summary>
/// The trailers of a chunked request are read like headers, a <c>Connection</c> among them too. It must not be taken for
/// the next request's, whose fields it could make vanish.
/// </summary>
internal static class RequestTrailers
{
    /// <summary>Forgets what the trailers said; where they have not been read yet, no request comes after this one.</summary>
    internal static void Settle(Exchange exchange)
    {
        HttpContext context = exchange.Context;

        if (exchange.Arrival.Connection is not { } connection || context.Request.Headers.TransferEncoding.Count == 0)
        {
            return;
        }

        if (context.Features.Get<IHttpRequestTrailersFeature>() is { Available: true })
        {
            connection.TakeConnectionField();
        }
        else
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }
}
