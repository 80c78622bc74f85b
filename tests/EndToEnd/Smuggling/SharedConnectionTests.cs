using Gatehouse.Backends;

namespace Gatehouse.EndToEnd;

/// <summary>One client's request changes nothing about the next on the same connection, whoever sent that.</summary>
public sealed class SharedConnectionTests
{
    private const string Kept = "GET /next HTTP/1.1\r\nHost: shop.example\r\nX-Keep: 1\r\nConnection: keep-alive\r\n\r\n";

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: other.example\r\nConnection: keep-alive, X-Keep\r\n\r\n", 404)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: shop.example\r\nConnection: keep-alive, X-Keep\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nConnection: keep-alive, X-Keep\r\n\r\n", 200)]
    public async Task What_one_request_names_is_not_taken_from_the_next(string first, int status)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        await using RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);

        // A NUL is refused by the server itself, which then closes; the next request takes another connection.
        await client.SendAsync(first);
        Assert.Equal(status, (await client.AnswerAsync()).Status);
        await client.SendAsync(Kept);
        RawAnswer next = await client.AnswerAsync();

        if (next.Status != 0)
        {
            Assert.Equal(200, next.Status);
            Assert.Contains("X-Keep: 1\r\n", guarded.Backend.Connections.Last().ReceivedText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_chunked_request_whose_end_nobody_read_is_the_connections_last()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        await using RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);

        await client.SendAsync("POST / HTTP/1.1\r\nHost: other.example\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
        Assert.Equal(404, (await client.AnswerAsync()).Status);
        await client.SendAsync("0\r\nConnection: keep-alive, X-Keep\r\n\r\n" + Kept);

        Assert.Equal(0, (await client.AnswerAsync()).Status);
        Assert.Equal("", await guarded.ReceivedAsync());
    }

    [Fact]
    public async Task Octets_beyond_ASCII_pass_both_ways_as_they_are()
    {
        // "é" in UTF-8, and an octet that is no UTF-8 at all.
        const string Value = "caf\u00c3\u00a9 \u00ff";
        await using GuardedBackend guarded = await GuardedBackend.StartAsync(RawBackend.Start(static async connection =>
        {
            await connection.UntilAsync(static text => text.Contains("\r\n\r\n", StringComparison.Ordinal));
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nX-Name: {Value}\r\nContent-Length: 2\r\n\r\nok");
        }));

        RawAnswer answer = await RawClient.AskAsync(guarded.EndPoint, $"GET / HTTP/1.1\r\nHost: shop.example\r\nX-Name: {Value}\r\n\r\n");

        Assert.Equal((200, Value), (answer.Status, answer.Header("x-name")));
        Assert.Contains($"X-Name: {Value}\r\n", guarded.Backend.Connections.Single().ReceivedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_protocol_than_WebSocket_is_not_tunnelled()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        Http2Outcome outcome = await RawHttp2Client.AskAsync(
            guarded.EndPoint,
            [(":method", "CONNECT"), (":protocol", "connect-udp"), (":scheme", "http"), (":authority", "shop.example"), (":path", "/")]);

        Assert.Equal(501, outcome.Status);
        Assert.Equal("", await guarded.ReceivedAsync());
    }
}
