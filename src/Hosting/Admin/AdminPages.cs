using System.Text;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>What the admin endpoint answers itself: liveness, readiness and the configuration. It changes nothing.</summary>
internal sealed class AdminPages(Readiness readiness, GatewayState state)
{
    private static readonly byte[] Live = "live\n"u8.ToArray();

    /// <summary>Answers, or lets the next one answer a path that is not known here.</summary>
    internal Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        // Answers differ from one moment to the next, and nobody but who asked has a use for them.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        return context.Request.Path.Value switch
        {
            "/healthz" => WriteAsync(context, StatusCodes.Status200OK, Text, Live),
            "/readyz" => WriteReadinessAsync(context),
            "/config" => WriteAsync(context, StatusCodes.Status200OK, "application/json", ConfigDocument.Of(state)),
            _ => next(context),
        };
    }

    private const string Text = "text/plain; charset=utf-8";

    private Task WriteReadinessAsync(HttpContext context)
    {
        ReadinessPhase phase = readiness.Phase;
        int status = phase == ReadinessPhase.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return WriteAsync(context, status, Text, Encoding.ASCII.GetBytes($"{phase.ToString().ToLowerInvariant()}\n"));
    }

    // Of an answer to HEAD the server sends the head alone.
    private static Task WriteAsync(HttpContext context, int statusCode, string contentType, byte[] body)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
