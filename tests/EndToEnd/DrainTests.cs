using System.Net;
using System.Net.Sockets;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>How the gateway ends while a request is under way.</summary>
public sealed class DrainTests : IAsyncLifetime, IDisposable
{
    private readonly int _port = FreePorts.Next();
    private readonly int _adminPort = FreePorts.Next();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private HeldBackend? _backend;
    private EdgeManifest? _manifest;

    public async Task InitializeAsync()
    {
        _backend = await HeldBackend.StartAsync();
        _manifest = new EdgeManifest(EdgeManifest.At(_backend.Port));
    }

    public async Task DisposeAsync() => await _backend!.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _manifest?.Dispose();
    }

    [Fact]
    public async Task Termination_takes_nothing_new_and_lets_a_slow_answer_end()
    {
        await using GatewayProcess gateway = await ServeAsync();
        Assert.Equal(HttpStatusCode.OK, await ReadinessAsync());
        using HttpResponseMessage answer = await AskAsync();
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        Assert.Equal("first ", await ReadAsync(body));

        await gateway.TerminateAsync();
        await Eventually.TrueAsync(async () => await ReadinessAsync() == HttpStatusCode.ServiceUnavailable);
        await Eventually.TrueAsync(async () => !await IsAcceptingAsync());
        _backend!.Release();

        Assert.Equal("second", await ReadAsync(body));
        Assert.Equal(0, await body.ReadAsync(new byte[1]));
        Assert.Equal(0, await gateway.ExitAsync());
    }

    [Fact]
    public async Task A_second_interrupt_does_not_wait()
    {
        await using GatewayProcess gateway = await ServeAsync();
        using HttpResponseMessage answer = await AskAsync();

        await gateway.InterruptAsync();
        await Eventually.TrueAsync(async () => await ReadinessAsync() == HttpStatusCode.ServiceUnavailable);
        await gateway.InterruptAsync();

        Assert.Equal(130, await gateway.ExitAsync());
    }

    [Fact]
    public async Task What_does_not_end_in_time_is_cut_off()
    {
        await using GatewayProcess gateway = await ServeAsync("--drain-seconds", "1");
        using HttpResponseMessage answer = await AskAsync();
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        Assert.Equal("first ", await ReadAsync(body));

        await gateway.TerminateAsync();

        Assert.Equal(0, await gateway.ExitAsync());
        Assert.Contains("1 s has passed; what was still under way was cut off.", gateway.Errors, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(new byte[1]));
    }

    private Task<GatewayProcess> ServeAsync(params string[] more) =>
        GatewayProcess.ServeAsync(_manifest!.Folder, _port, ["--admin", $"127.0.0.1:{_adminPort}", .. more]);

    private Task<HttpResponseMessage> AskAsync() =>
        _client.GetAsync(new Uri($"http://127.0.0.1:{_port}/"), HttpCompletionOption.ResponseHeadersRead);

    private async Task<HttpStatusCode> ReadinessAsync()
    {
        using HttpResponseMessage answer = await _client.GetAsync(new Uri($"http://127.0.0.1:{_adminPort}/readyz"));
        return answer.StatusCode;
    }

    private async Task<bool> IsAcceptingAsync()
    {
        using TcpClient client = new();

        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> ReadAsync(Stream body)
    {
        byte[] part = new byte[6];
        await body.ReadExactlyAsync(part);
        return System.Text.Encoding.ASCII.GetString(part);
    }
}
