using System.Net;
using System.Net.WebSockets;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>ClientWebSocket over HTTP/1.1 and, by an extended CONNECT, over HTTP/2.</summary>
public sealed class WebSocketClientTests(EchoGateway gateway) : IClassFixture<EchoGateway>, IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { UseProxy = false });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Text_and_binary_come_back(int major)
    {
        using ClientWebSocket socket = await ConnectAsync(major);

        foreach (WebSocketMessageType type in new[] { WebSocketMessageType.Text, WebSocketMessageType.Binary })
        {
            foreach (int length in new[] { 0, 1, 125, 126, 65_535, 65_536, 300_000 })
            {
                byte[] sent = [.. Enumerable.Repeat((byte)'x', length)];
                Task sending = socket.SendAsync(sent, type, endOfMessage: true, CancellationToken.None);
                (byte[] got, WebSocketMessageType gotType) = await ReceiveAsync(socket);
                await sending;

                Assert.Equal(type, gotType);
                Assert.Equal(sent, got);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_fragment_comes_back_before_the_next(int major)
    {
        using ClientWebSocket socket = await ConnectAsync(major);
        byte[] buffer = new byte[16];

        foreach ((string fragment, bool isLast) in new[] { ("one", false), ("two", false), ("three", true) })
        {
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(fragment), WebSocketMessageType.Text, isLast, CancellationToken.None);
            WebSocketReceiveResult got = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Eventually.Patience);

            Assert.Equal(fragment, System.Text.Encoding.ASCII.GetString(buffer, 0, got.Count));
        }
    }

    [Theory]
    [InlineData(1, WebSocketCloseStatus.NormalClosure, "bye")]
    [InlineData(2, WebSocketCloseStatus.NormalClosure, "bye")]
    [InlineData(1, WebSocketCloseStatus.EndpointUnavailable, "")]
    [InlineData(1, (WebSocketCloseStatus)4321, "a reason of the application's own")]
    [InlineData(2, (WebSocketCloseStatus)4321, "a reason of the application's own")]
    public async Task A_close_comes_back_with_its_code(int major, WebSocketCloseStatus status, string reason)
    {
        using ClientWebSocket socket = await ConnectAsync(major);

        await socket.CloseAsync(status, reason, CancellationToken.None).WaitAsync(Eventually.Patience);

        Assert.Equal((status, reason), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_subprotocol_is_agreed_with_the_backend(int major)
    {
        using ClientWebSocket socket = await ConnectAsync(major, "chat.v2");
        Assert.Equal("chat.v2", socket.SubProtocol);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_that_idles_beside_others_goes_on(int major)
    {
        using ClientWebSocket idle = await ConnectAsync(major);

        for (int i = 0; i < 50; i++)
        {
            using ClientWebSocket other = await ConnectAsync(major);
            await other.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Eventually.Patience);
        }

        await idle.SendAsync("still"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal("still"u8.ToArray(), (await ReceiveAsync(idle)).Bytes);
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<ClientWebSocket> ConnectAsync(int major, string? protocol = null)
    {
        ClientWebSocket socket = new();
        socket.Options.HttpVersion = major == 2 ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        if (protocol is not null)
        {
            socket.Options.AddSubProtocol(protocol);
        }

        await socket.ConnectAsync(new Uri($"ws://{gateway.EndPoint}/ws"), _invoker, CancellationToken.None).WaitAsync(Eventually.Patience);
        return socket;
    }

    private static async Task<(byte[] Bytes, WebSocketMessageType Type)> ReceiveAsync(ClientWebSocket socket)
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[64 * 1024];

        while (true)
        {
            WebSocketReceiveResult got = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Eventually.Patience);
            message.Write(buffer, 0, got.Count);

            if (got.EndOfMessage)
            {
                return (message.ToArray(), got.MessageType);
            }
        }
    }
}
