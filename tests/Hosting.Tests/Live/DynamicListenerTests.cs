using System.Net;
using System.Net.Sockets;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting.Tests;

public class DynamicListenerTests
{
    [Fact]
    public async Task A_port_can_be_added_while_another_serves()
    {
        int first = FreePorts.Next(), second = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(first);
        using HttpClient client = new();
        Assert.Equal("hello", await client.GetStringAsync(new Uri($"http://127.0.0.1:{first}/")));

        await gateway.ReplaceAsync(LiveGateway.Everything(), first, second);

        await Eventually.TrueAsync(() => CanConnectAsync(second));
        Assert.Equal("hello", await client.GetStringAsync(new Uri($"http://127.0.0.1:{second}/")));
        Assert.Equal("hello", await client.GetStringAsync(new Uri($"http://127.0.0.1:{first}/")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_request_under_way_survives_the_removal_of_its_port(int httpMajor)
    {
        int kept = FreePorts.Next(), removed = FreePorts.Next();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LiveGateway gateway = await LiveGateway.StartAsync(
            async context =>
            {
                entered.TrySetResult();
                await release.Task;
                await context.Response.WriteAsync("late");
            },
            LiveGateway.Everything(),
            kept,
            removed);
        using HttpClient client = new() { DefaultRequestVersion = new Version(httpMajor, httpMajor == 1 ? 1 : 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        Task<string> answer = client.GetStringAsync(new Uri($"http://127.0.0.1:{removed}/"));
        await entered.Task;

        await gateway.ReplaceAsync(LiveGateway.Everything(), kept);
        await Eventually.TrueAsync(async () => !await CanConnectAsync(removed));
        release.SetResult();

        Assert.Equal("late", await answer);
        Assert.True(await CanConnectAsync(kept));
    }

    [Fact]
    public async Task A_connection_that_outlives_its_port_is_told_so_and_closed()
    {
        int kept = FreePorts.Next(), removed = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(kept, removed);
        using HttpClient client = new();
        Uri address = new($"http://127.0.0.1:{removed}/");
        await client.GetStringAsync(address);

        await gateway.ReplaceAsync(LiveGateway.Everything(), kept);
        using HttpResponseMessage gone = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.True(gone.Headers.ConnectionClose);
    }

    [Fact]
    public async Task A_port_that_is_taken_refuses_the_start()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        ConfigurationRefusedException refused = await Assert.ThrowsAsync<ConfigurationRefusedException>(() => StartAsync(port));

        Assert.Equal("HO8001", Assert.Single(refused.Diagnostics).Id);
        Assert.Contains($"port {port} cannot be listened on: another program uses it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_on_reload_leaves_the_others_alone()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int first = FreePorts.Next(), third = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(first);

        await gateway.ReplaceAsync(LiveGateway.Everything(), first, ((IPEndPoint)taken.LocalEndpoint).Port, third);

        await Eventually.TrueAsync(() => CanConnectAsync(third));
        Assert.True(await CanConnectAsync(first));
    }

    [Fact]
    public async Task A_silent_connection_does_not_hold_up_the_end()
    {
        int port = FreePorts.Next();
        LiveGateway gateway = await StartAsync(port);
        using TcpClient silent = new();
        await silent.ConnectAsync(IPAddress.Loopback, port);

        // The sniffer's own deadline is 10 s.
        await gateway.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
    }

    private static Task<LiveGateway> StartAsync(params int[] ports) =>
        LiveGateway.StartAsync(context => context.Response.WriteAsync("hello"), LiveGateway.Everything(), ports);

    private static async Task<bool> CanConnectAsync(int port)
    {
        using TcpClient client = new();

        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
