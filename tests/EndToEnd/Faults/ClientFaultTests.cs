using Gatehouse.Backends;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>Clients that leave or break off: the backend is told, and nothing is left behind.</summary>
public class ClientFaultTests
{
    [Theory]
    [InlineData("Content-Length: 1000000", "half")]
    [InlineData("Transfer-Encoding: chunked", "4\r\nhalf\r\n")]
    public async Task One_that_leaves_while_it_sends_makes_no_request(string framing, string begun)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
        await client.SendAsync($"POST / HTTP/1.1\r\nHost: shop.example\r\n{framing}\r\n\r\n{begun}");
        await Eventually.TrueAsync(() => guarded.Backend.Connections.Any(connection => connection.ReceivedText.Contains("half", StringComparison.Ordinal)));

        client.Reset();

        // The backend's connection ends in the middle of the body: nothing complete came. One that was opened in vain
        // waits for the next request.
        await Eventually.TrueAsync(() => guarded.Backend.Connections.All(connection => connection.IsEnded || connection.Received.Length == 0));
        Assert.Empty(guarded.Backend.Requests);
        await IdleAsync(guarded);
    }

    [Fact]
    public async Task One_that_ends_while_it_sends_makes_no_request()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        await using RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
        await client.SendAsync("POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 10\r\n\r\nhalf");

        client.HalfClose();

        Assert.Contains((await client.AnswerAsync()).Status, new[] { 0, 400 });
        await Eventually.TrueAsync(() => guarded.Backend.Connections.All(connection => connection.IsEnded || connection.Received.Length == 0));
        Assert.Empty(guarded.Backend.Requests);
        await IdleAsync(guarded);
    }

    [Fact]
    public async Task One_that_leaves_while_it_reads_ends_the_download()
    {
        // More than every buffer on the way holds, so that the backend is still sending.
        await using GuardedBackend guarded = await GuardedBackend.StartAsync(RawBackend.Start(async connection =>
        {
            await connection.HeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            string block = new('x', 1_000_000);

            for (int i = 0; i < 1_000 && !connection.IsEnded; i++)
            {
                await connection.SendAsync(block);
            }
        }));
        RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        Assert.True(await client.UntilAsync("xxxx"));

        client.Reset();

        await Eventually.TrueAsync(() => guarded.Backend.Connections.All(connection => connection.IsEnded || connection.Received.Length == 0));
        await IdleAsync(guarded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET")]
    [InlineData("PRI * HTTP/2.0\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: shop.ex")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    public async Task One_that_leaves_before_it_asked_leaves_nothing(string begun)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        for (int i = 0; i < 10; i++)
        {
            RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
            await client.SendAsync(begun);
            client.Reset();
        }

        await IdleAsync(guarded);
        Assert.Equal(200, (await RawClient.AskAsync(guarded.EndPoint, "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n")).Status);
    }

    private static async Task IdleAsync(GuardedBackend guarded)
    {
        await Eventually.TrueAsync(() => guarded.Gateway.Load.Requests == 0);
        await Eventually.TrueAsync(() => guarded.Gateway.Load.Connections == 0);
    }
}
