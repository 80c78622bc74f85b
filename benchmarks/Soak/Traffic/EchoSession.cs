using System.Net;
using System.Net.WebSockets;

namespace Gatehouse.Soak;

/// <summary>Conversations: several messages there and back on one stream, then an orderly end.</summary>
internal static class EchoSession
{
    private const int Messages = 20;
    private const int MessageBytes = 1_024;

    /// <summary>A stream as gRPC's, both directions at once, its status in the trailers.</summary>
    internal static async Task StreamAsync(HttpClient client, Tally tally, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/soak.Echo/Stream")
        {
            Content = new ByteArrayContent(new byte[Messages * MessageBytes]),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        int length = (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
        bool hasStatus = answer.TrailingHeaders.TryGetValues("grpc-status", out IEnumerable<string>? status) && status.Single() == "0";
        tally.Count(hasStatus && length == Messages * MessageBytes, $"stream: {(int)answer.StatusCode}, {length} bytes, trailers {(hasStatus ? "good" : "missing")}");
    }

    /// <summary>A WebSocket that says something, listens, and says good-bye.</summary>
    internal static async Task SocketAsync(int port, Tally tally, CancellationToken cancellationToken)
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/ws"), cancellationToken);
        byte[] message = new byte[MessageBytes];
        byte[] echo = new byte[MessageBytes];
        int received = 0;

        for (int i = 0; i < Messages; i++)
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            WebSocketReceiveResult read;

            do
            {
                read = await socket.ReceiveAsync(echo, cancellationToken);
                received += read.Count;
            }
            while (!read.EndOfMessage);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        tally.Count(received == Messages * MessageBytes, $"WebSocket: {received} bytes came back");
    }
}
