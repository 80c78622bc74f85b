using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.RateLimit;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Hosting.Tests.RateLimits;

/// <summary>A permit of a concurrency limit is held as long as its exchange lasts, not longer and not shorter.</summary>
public sealed class HeldPermitTests
{
    private TaskCompletionSource _mayAnswer = NewGate();
    private int _asked;

    [Fact]
    public async Task One_more_than_may_be_under_way_is_refused_without_a_time()
    {
        await using LimitedGateway gateway = await StartAsync(permits: 2);
        Task<LimitedAnswer> first = gateway.GetAsync();
        Task<LimitedAnswer> second = gateway.GetAsync();
        await Eventually.TrueAsync(() => Volatile.Read(ref _asked) == 2);
        LimitedAnswer refused = await gateway.GetAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Null(refused["Retry-After"]);
        Assert.Null(refused["X-RateLimit-Reset"]);
        Assert.Equal("0", refused["X-RateLimit-Remaining"]);

        _mayAnswer.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
        Assert.Equal(HttpStatusCode.OK, (await second).Status);
        await PassesAsync(gateway);
    }

    [Fact]
    public async Task A_client_that_leaves_gives_its_permit_back()
    {
        await using LimitedGateway gateway = await StartAsync(permits: 1);

        for (int i = 0; i < 3; i++)
        {
            _mayAnswer = NewGate();
            Interlocked.Exchange(ref _asked, 0);
            using CancellationTokenSource leaves = new();
            Task<LimitedAnswer> request = gateway.GetAsync(cancellation: leaves.Token);
            await Eventually.TrueAsync(() => Volatile.Read(ref _asked) == 1);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await gateway.GetAsync()).Status);
            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);

            // As soon as the gateway has noticed.
            _mayAnswer.SetResult();
            await PassesAsync(gateway);
        }
    }

    [Fact]
    public async Task An_upgraded_connection_holds_its_permit_over_many_leases_and_gives_it_back()
    {
        await using LimitedGateway gateway = await StartAsync(permits: 1, UpgradeAsync);
        using (TcpClient client = new())
        {
            await client.ConnectAsync(IPAddress.Loopback, gateway.Port);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"));
            string head = await ReadHeadAsync(stream);
            Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
            Assert.Contains("RateLimit: \"parallel\";r=0", head, StringComparison.Ordinal);

            // Twelve leases of ten seconds.
            for (int i = 0; i < 480; i++)
            {
                gateway.Time.Advance(TimeSpan.FromMilliseconds(250));
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, (await gateway.GetAsync()).Status);
            await stream.WriteAsync("hello"u8.ToArray());
            byte[] echo = new byte[5];
            await stream.ReadExactlyAsync(echo);
            Assert.Equal("hello"u8, echo);
        }

        await PassesAsync(gateway);
    }

    [Fact]
    public async Task Fifty_at_once_and_one_after_the_other_leave_nothing_behind()
    {
        await using LimitedGateway gateway = await StartAsync(permits: 5);
        Task<LimitedAnswer>[] burst = [.. Enumerable.Range(0, 50).Select(_ => gateway.GetAsync())];
        await Eventually.TrueAsync(() => burst.Count(static task => task.IsCompletedSuccessfully) == 45);
        _mayAnswer.SetResult();
        LimitedAnswer[] answers = await Task.WhenAll(burst);

        Assert.Equal(5, answers.Count(static answer => answer.Status == HttpStatusCode.OK));
        await PassesAsync(gateway);
        await Eventually.TrueAsync(async () => (await gateway.GetAsync())["X-RateLimit-Remaining"] == "4");
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Task PassesAsync(LimitedGateway gateway) =>
        Eventually.TrueAsync(async () => (await gateway.GetAsync()).Status == HttpStatusCode.OK);

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];

        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static async Task UpgradeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade)
        {
            await context.Response.WriteAsync("hello");
            return;
        }

        context.Response.Headers.Upgrade = "websocket";
        await using Stream stream = await upgrade.UpgradeAsync();
        byte[] buffer = new byte[64];
        int read;

        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read));
            await stream.FlushAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        await _mayAnswer.Task.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync("hello");
    }

    private Task<LimitedGateway> StartAsync(int permits, RequestDelegate? answer = null)
    {
        ConcurrencyLimit limit = new() { Name = "parallel", Permits = permits, Lease = TimeSpan.FromSeconds(10) };
        return LimitedGateway.StartAsync(LimitedGateway.Policy(LimitedGateway.ByRoute(limit)), answer ?? AnswerAsync);
    }
}
