using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Backends;

/// <summary>
/// What a pod answers. Most paths: JSON of what was seen (<see cref="EchoAnswer"/>). The last segments choose others:
/// <c>status/NNN</c>, <c>ws</c>, <c>mirror</c> (the body comes back as it arrives), <c>bytes/N</c>, <c>trailers</c>,
/// <c>hang</c> (no answer), <c>hang-body</c> (an answer that never ends).
/// </summary>
internal sealed class EchoHandler(EchoPods pods)
{
    /// <summary>A request header whose value, <c>name:value</c> by commas, the answer's headers get.</summary>
    private const string SetHeader = "X-Echo-Set-Header";

    internal Task HandleAsync(HttpContext context)
    {
        SetAskedHeaders(context);
        string[] path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);

        return path switch
        {
            [.., "ws"] when context.WebSockets.IsWebSocketRequest => EchoWebSocketAsync(context),
            [.., "status", string code] => StatusAsync(context, code),
            [.., "bytes", string count] => BytesAsync(context, long.Parse(count, CultureInfo.InvariantCulture)),
            [.., "mirror"] => MirrorAsync(context),
            [.., "trailers"] => TrailersAsync(context),
            [.., "hang"] => HangAsync(context, begins: false),
            [.., "hang-body"] => HangAsync(context, begins: true),
            _ => EchoAsync(context),
        };
    }

    private async Task EchoAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        byte[] buffer = new byte[16 * 1024];

        while (await request.Body.ReadAsync(buffer, context.RequestAborted) is int read and > 0)
        {
            hash.AppendData(buffer.AsSpan(0, read));
            length += read;
        }

        EchoPod pod = pods.At(context.Connection.LocalPort);
        IHttpRequestTrailersFeature? trailers = context.Features.Get<IHttpRequestTrailersFeature>();
        EchoAnswer answer = new()
        {
            Namespace = pod.Namespace,
            Service = pod.Service,
            Method = request.Method,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Host = request.Headers.Host.ToString(),
            Protocol = request.Protocol,
            Headers = Lines(request.Headers),
            Trailers = trailers is { Available: true } ? Lines(trailers.Trailers) : [],
            BodyLength = length,
            BodyHash = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Web), context.RequestAborted);
    }

    private static EchoLine[] Lines(IHeaderDictionary headers) =>
        [.. headers.SelectMany(header => header.Value.Select(value => new EchoLine(header.Key.ToLowerInvariant(), value ?? "")))];

    private static void SetAskedHeaders(HttpContext context)
    {
        foreach (string asked in context.Request.Headers[SetHeader].SelectMany(value => value!.Split(',')))
        {
            string[] parts = asked.Split(':', 2, StringSplitOptions.TrimEntries);
            context.Response.Headers.Append(parts[0], parts[1]);
        }
    }

    private static Task StatusAsync(HttpContext context, string code)
    {
        context.Response.StatusCode = int.Parse(code, CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private static async Task BytesAsync(HttpContext context, long count)
    {
        byte[] block = new byte[64 * 1024];
        context.Response.ContentLength = count;

        for (long sent = 0; sent < count; sent += block.Length)
        {
            await context.Response.Body.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, count - sent)), context.RequestAborted);
        }
    }

    private static async Task MirrorAsync(HttpContext context)
    {
        byte[] buffer = new byte[16 * 1024];
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);

        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is int read and > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task TrailersAsync(HttpContext context)
    {
        context.Response.DeclareTrailer("x-checksum");
        await context.Response.WriteAsync("body\n", context.RequestAborted);
        context.Response.AppendTrailer("x-checksum", "abc");
    }

    private async Task HangAsync(HttpContext context, bool begins)
    {
        if (begins)
        {
            await context.Response.WriteAsync("begun\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        pods.CountHungCall(1);
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration abort = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
        pods.CountHungCall(-1);
    }

    private static async Task EchoWebSocketAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault());
        byte[] buffer = new byte[16 * 1024];

        while (socket.State == WebSocketState.Open)
        {
            ValueWebSocketReceiveResult got = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);

            if (got.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(socket.CloseStatus ?? WebSocketCloseStatus.Empty, socket.CloseStatusDescription, context.RequestAborted);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, context.RequestAborted);
        }
    }
}
