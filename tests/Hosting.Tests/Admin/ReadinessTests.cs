using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests.Admin;

/// <summary>When a load balancer is told to send requests.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task It_lives_and_is_not_ready_until_the_first_configuration_serves()
    {
        SlowSource? source = null;
        await using AdminGateway gateway = AdminGateway.Build(FreePorts.Next(), port => source = new SlowSource(AdminGateway.Config(port)));
        Task start = gateway.RunAsync(CancellationToken.None);
        await source!.IsAsked;

        Assert.Equal((HttpStatusCode.OK, "live\n"), await ReadAsync(gateway, "/healthz"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "starting\n"), await ReadAsync(gateway, "/readyz"));
        Assert.Equal(0, (int)(await gateway.ReadConfigAsync())["generation"]!);

        source.Answer();
        await start;
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await ReadAsync(gateway, "/readyz"));
    }

    [Fact]
    public async Task It_is_not_ready_from_the_moment_the_host_stops()
    {
        await using AdminGateway gateway = await AdminGateway.StartAsync();

        gateway.Lifetime.StopApplication();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining\n"), await ReadAsync(gateway, "/readyz"));
        Assert.Equal((HttpStatusCode.OK, "live\n"), await ReadAsync(gateway, "/healthz"));
        await gateway.StopAsync();
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadAsync(AdminGateway gateway, string path)
    {
        using HttpResponseMessage answer = await gateway.AskAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class SlowSource(TrafficConfig config) : IConfigSource
    {
        private readonly CodeConfigSource _source = new(config);
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task IsAsked => _asked.Task;

        internal void Answer() => _answer.SetResult();

        public async ValueTask<ConfigReading> ReadAsync(CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            await _answer.Task.WaitAsync(cancellationToken);
            return await _source.ReadAsync(cancellationToken);
        }

        public Task WaitForChangeAsync(CancellationToken cancellationToken) => _source.WaitForChangeAsync(cancellationToken);
    }
}
