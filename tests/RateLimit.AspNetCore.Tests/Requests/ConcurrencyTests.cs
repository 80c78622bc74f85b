using System.Net.Sockets;
using System.Text;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Requests;

/// <summary>Permits of concurrency limits come back however a request ends.</summary>
public class ConcurrencyTests
{
    private static readonly ConcurrencyLimit One = new() { Name = "at-once", Permits = 1 };

    [Fact]
    public async Task A_permit_is_held_while_the_request_is_under_way_and_no_longer()
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LimitedApplication app = await StartAsync(async _ =>
        {
            entered.TrySetResult();
            await leave.Task;
        });
        Task<HttpResponseMessage> first = app.GetAsync("/work");
        await entered.Task;

        using HttpResponseMessage refused = await app.GetAsync("/work");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Null(refused.Text("Retry-After"));
        Assert.Equal("concurrent-requests", Assert.Single(refused.Policy()).Parameters["qu"]);
        Assert.Equal("Too many requests.\n", await refused.Content.ReadAsStringAsync());

        leave.SetResult();
        using HttpResponseMessage done = await first;
        Assert.Equal(200, (int)done.StatusCode);
        await Eventually.TrueAsync(() => Left(app) == 1);
        Assert.Equal(200, await app.StatusAsync("/work"));
    }

    [Fact]
    public async Task A_request_that_fails_gives_its_permit_back()
    {
        await using LimitedApplication app = await StartAsync(static _ => throw new InvalidOperationException("broken"));

        Assert.Equal(500, await app.StatusAsync("/work"));
        await Eventually.TrueAsync(() => Left(app) == 1);
    }

    [Fact]
    public async Task A_client_that_goes_away_gives_its_permit_back()
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LimitedApplication app = await StartAsync(async context =>
        {
            TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration watch = context.RequestAborted.Register(() => aborted.TrySetResult());
            entered.TrySetResult();
            await aborted.Task;
        });

        using (TcpClient client = new())
        {
            await client.ConnectAsync("127.0.0.1", app.Client.BaseAddress!.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /work HTTP/1.1\r\nHost: a\r\n\r\n"));
            await entered.Task;
            Assert.Equal(0, Left(app));
        }

        await Eventually.TrueAsync(() => Left(app) == 1);
    }

    private static Task<LimitedApplication> StartAsync(RequestDelegate work) => LimitedApplication.StartAsync(
        static (services, _) => services.AddGatehouseRateLimit([TestPlans.Free(One)]),
        app =>
        {
            app.UseGatehouseRateLimit();
            app.MapGet("/work", work);
        });

    // Everybody here comes from one address, which one limiter keeps; a customer's key is what PartitionOf tells.
    private static long Left(LimitedApplication app)
    {
        DefaultHttpContext context = new() { Connection = { RemoteIpAddress = System.Net.IPAddress.Loopback } };
        PlanPartition partition = app.Services.GetRequiredService<RateLimitPlans>().PartitionOf(context);
        return partition.Plan.Limiters[0].Peek(partition.Key, 0, app.Services.GetRequiredService<LimitClock>().Now()).Remaining;
    }
}
