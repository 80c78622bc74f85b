using Gatehouse.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>The answers this gateway gives itself: a short text, or a status for a gRPC client.</summary>
internal static class RefusalAnswer
{
    private const int GrpcResourceExhausted = 8;
    private const int GrpcInternal = 13;
    private const int GrpcUnavailable = 14;
    private const int GrpcUnimplemented = 12;

    /// <summary>Writes a refusal; does nothing where an answer has begun already.</summary>
    internal static ValueTask WriteAsync(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        (int statusCode, RequestReason reason) = (exchange.RefusalStatusCode, exchange.Reason);

        if (context.Response.HasStarted)
        {
            return ValueTask.CompletedTask;
        }

        context.Response.Clear();
        exchange.TellLimits(context.Response);

        if (IsGrpc(context.Request.ContentType))
        {
            WriteGrpc(context.Response, statusCode, reason);
            return ValueTask.CompletedTask;
        }

        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "text/plain; charset=utf-8";
        byte[] text = Texts[(int)reason];
        context.Response.ContentLength = text.Length;
        return context.Response.Body.WriteAsync(text, context.RequestAborted);
    }

    /// <summary>Whether a content type is gRPC's own; gRPC-Web reads HTTP statuses.</summary>
    internal static bool IsGrpc(string? contentType)
    {
        const string Grpc = "application/grpc";
        return contentType is not null
            && contentType.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase)
            && (contentType.Length == Grpc.Length || contentType[Grpc.Length] is '+' or ';' or ' ');
    }

    // Trailers-Only: the status stands in the headers and no body follows (gRPC over HTTP/2, Responses).
    private static void WriteGrpc(HttpResponse response, int statusCode, RequestReason reason)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = GrpcStatusOf(statusCode) switch
        {
            GrpcResourceExhausted => "8",
            GrpcUnimplemented => "12",
            GrpcInternal => "13",
            _ => "14",
        };
        response.Headers["grpc-message"] = TelemetryWords.Reason(reason);
    }

    private static int GrpcStatusOf(int statusCode) => statusCode switch
    {
        404 => GrpcUnimplemented,
        429 => GrpcResourceExhausted,
        400 or 508 => GrpcInternal,
        _ => GrpcUnavailable,
    };

    // Each text once, so that a flood of refusals makes no garbage.
    private static readonly byte[][] Texts = [.. Enum.GetValues<RequestReason>().Select(static reason => TextOf(reason).ToArray())];

    private static ReadOnlySpan<byte> TextOf(RequestReason reason) => reason switch
    {
        RequestReason.BadTarget => "The request-target cannot be routed.\n"u8,
        RequestReason.BadPath => "The path is not valid.\n"u8,
        RequestReason.BadQuery => "The query is not valid.\n"u8,
        RequestReason.BadFraming => "Where the request ends is not certain.\n"u8,
        RequestReason.PortGone or RequestReason.NoListener or RequestReason.NoHost => "No route for this host.\n"u8,
        RequestReason.Misdirected => "The connection is not for this host.\n"u8,
        RequestReason.StaleClientCertificate => "The connection was opened under other rules for client certificates.\n"u8,
        RequestReason.NoRule => "No route for this request.\n"u8,
        RequestReason.RateLimited => "Too many requests.\n"u8,
        RequestReason.RateLimitUnavailable => "The route's rate limit is not available.\n"u8,
        RequestReason.UnresolvedFilter => "A filter of the route is not available.\n"u8,
        RequestReason.NoBackends => "The route has no backend.\n"u8,
        RequestReason.BackendTlsNotServed => "The route's backend asks for TLS, which is not available.\n"u8,
        RequestReason.UnresolvedBackend => "The route's backend is not available.\n"u8,
        RequestReason.NoEndpoints => "The backend has no ready endpoint.\n"u8,
        RequestReason.UpstreamUnreachable => "The backend cannot be reached.\n"u8,
        RequestReason.UpstreamBroken => "The backend broke off before it answered.\n"u8,
        RequestReason.Unsendable => "The request cannot be sent to the backend as it is.\n"u8,
        RequestReason.BadBody => "The request's body is cut off or malformed.\n"u8,
        RequestReason.UpstreamTimeout => "The backend did not answer in time.\n"u8,
        RequestReason.ForwardingLoop => "The request goes round in circles.\n"u8,
        _ => "The request cannot be served.\n"u8,
    };
}
