using Gatehouse.Backends;

namespace Gatehouse.EndToEnd;

/// <summary>What HttpClient never sends: HTTP/1.1 octet by octet.</summary>
public class RawSocketTests(EchoGateway gateway) : IClassFixture<EchoGateway>
{
    private const string Host = "Host: shop.example\r\n";

    [Fact]
    public async Task Pipelined_requests_are_answered_in_their_order()
    {
        await using RawClient client = await RawClient.ConnectAsync(gateway.EndPoint);
        await client.SendAsync(string.Concat(Enumerable.Range(0, 20).Select(i => $"GET /{i} HTTP/1.1\r\n{Host}\r\n")));

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal($"/{i}", EchoAnswer.Parse((await client.AnswerAsync()).Body).Target);
        }
    }

    [Fact]
    public async Task A_connection_is_kept_until_the_client_closes_it()
    {
        await using RawClient client = await RawClient.ConnectAsync(gateway.EndPoint);

        for (int i = 0; i < 3; i++)
        {
            await client.SendAsync($"POST / HTTP/1.1\r\n{Host}Content-Length: 2\r\n\r\nhi");
            RawAnswer answer = await client.AnswerAsync();
            Assert.Equal((200, null), (answer.Status, answer.Header("connection")));
        }

        await client.SendAsync($"GET / HTTP/1.1\r\n{Host}Connection: close\r\n\r\n");
        Assert.Equal("close", (await client.AnswerAsync()).Header("connection"));
        Assert.Equal("", await client.RestAsync());
    }

    [Theory]
    [InlineData("Host: shop.example\r\n")]
    [InlineData("")]
    public async Task HTTP_1_0_is_answered_and_closed(string host)
    {
        await using RawClient client = await RawClient.ConnectAsync(gateway.EndPoint);
        await client.SendAsync($"GET /a HTTP/1.0\r\n{host}\r\n");

        RawAnswer answer = await client.AnswerAsync();

        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Header("transfer-encoding"));
        Assert.Equal("HTTP/1.1", EchoAnswer.Parse(answer.Body).Protocol);
        Assert.Equal("", await client.RestAsync());
    }

    [Fact]
    public async Task A_client_that_expects_100_gets_it_before_the_body_and_the_backend_gets_all()
    {
        await using RawClient client = await RawClient.ConnectAsync(gateway.EndPoint);
        await client.SendAsync($"POST /a HTTP/1.1\r\n{Host}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");

        Assert.Equal(100, (await client.AnswerAsync(takesInterim: true)).Status);
        await client.SendAsync("hi");

        Assert.Equal(2, EchoAnswer.Parse((await client.AnswerAsync()).Body).BodyLength);
    }

    [Fact]
    public async Task Chunks_go_both_ways()
    {
        await using RawClient client = await RawClient.ConnectAsync(gateway.EndPoint);
        await client.SendAsync($"POST /h2c/mirror HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
        Assert.True(await client.UntilAsync("first"));
        await client.SendAsync("5\r\nlater\r\n0\r\n\r\n");

        RawAnswer answer = await client.AnswerAsync();

        Assert.Equal(("chunked", "firstlater"), (answer.Header("transfer-encoding"), answer.Body));
    }

    [Fact]
    public async Task A_HEAD_has_the_length_and_no_body()
    {
        await using RawClient client = await RawClient.ConnectAsync(gateway.EndPoint);
        await client.SendAsync($"HEAD /bytes/1000 HTTP/1.1\r\n{Host}\r\n");
        Assert.Equal("1000", (await client.AnswerAsync(isHead: true)).Header("content-length"));

        // Nothing of a body came: the next answer starts right here.
        await client.SendAsync($"GET /b HTTP/1.1\r\n{Host}\r\n");
        Assert.Equal("/b", EchoAnswer.Parse((await client.AnswerAsync()).Body).Target);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task A_status_without_a_body_has_no_framing_of_one(int status)
    {
        await using RawClient client = await RawClient.ConnectAsync(gateway.EndPoint);
        await client.SendAsync($"GET /status/{status} HTTP/1.1\r\n{Host}\r\nGET /b HTTP/1.1\r\n{Host}\r\n");

        RawAnswer answer = await client.AnswerAsync();

        Assert.Equal((status, null), (answer.Status, answer.Header("transfer-encoding")));
        Assert.Equal(200, (await client.AnswerAsync()).Status);
    }

    [Theory]
    [InlineData(8_000, 200)]
    [InlineData(9_000, 414)]
    public async Task A_target_of_8_KB_passes_and_a_longer_one_is_refused(int length, int status)
    {
        string target = "/" + new string('a', length);

        RawAnswer answer = await RawClient.AskAsync(gateway.EndPoint, $"GET {target} HTTP/1.1\r\n{Host}\r\n");

        Assert.Equal(status, answer.Status);
        Assert.True(status != 200 || EchoAnswer.Parse(answer.Body).Target == target);
    }

    [Fact]
    public async Task Lines_of_one_name_arrive_in_their_order()
    {
        RawAnswer answer = await RawClient.AskAsync(gateway.EndPoint, $"GET / HTTP/1.1\r\n{Host}X-A: 1\r\nX-B: b\r\nX-A: 2\r\n\r\n");

        Assert.Equal("1,2", EchoAnswer.Parse(answer.Body).Header("x-a")!.Replace(" ", "", StringComparison.Ordinal));
    }
}
