using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Soak;

/// <summary>The backend, with its faults: it echoes, streams, upgrades, breaks off and stalls.</summary>
internal static class SoakBackend
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(2);

    internal static async Task<int> RunAsync(int http1Port, int http2Port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(http1Port, static listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.ListenLocalhost(http2Port, static listen => listen.Protocols = HttpProtocols.Http2);
        });

        await using WebApplication app = builder.Build();
        app.UseWebSockets();
        app.Run(static context => context.Request.Path.Value switch
        {
            "/ws" => EchoSocketAsync(context),
            "/abort-before" => AbortAsync(context, hasBegun: false),
            "/abort-middle" => AbortAsync(context, hasBegun: true),
            "/stall" => Task.Delay(Stall, context.RequestAborted),
            "/soak.Echo/Stream" => StreamAsync(context),
            _ => EchoAsync(context),
        });
        await app.StartAsync();
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null)
        {
            await context.Response.WriteAsync("hello");
            return;
        }

        context.Response.ContentLength = context.Request.ContentLength;
        await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    // As gRPC does it: both directions at once, the status in the trailers.
    private static async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.StartAsync(context.RequestAborted);

        while (true)
        {
            ReadResult read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            context.Response.BodyWriter.Write(read.Buffer.ToArray());
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);

            if (read.IsCompleted)
            {
                context.Response.AppendTrailer("grpc-status", "0");
                return;
            }
        }
    }

    private static async Task EchoSocketAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[4_096];

        while (true)
        {
            WebSocketReceiveResult read = await socket.ReceiveAsync(buffer, context.RequestAborted);

            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, read.Count), read.MessageType, read.EndOfMessage, context.RequestAborted);
        }
    }

    private static async Task AbortAsync(HttpContext context, bool hasBegun)
    {
        if (hasBegun)
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
        }

        context.Abort();
    }
}
