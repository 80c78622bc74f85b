using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>
/// Serves the requests that arrived on a listener of the configuration; those of the application's own endpoints go on
/// to the next middleware.
/// </summary>
internal sealed class TrafficMiddleware(RequestDelegate next, RequestService service)
{
    public Task InvokeAsync(HttpContext context)
    {
        ListenerIdentity? listener = context.Features.Get<ListenerIdentity>();
        return listener is null ? next(context) : service.ServeAsync(context, listener);
    }
}
