using System.Text.Json.Nodes;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>A gateway with an admin endpoint before a shop that is closed.</summary>
public sealed class WatchedGateway : IAsyncLifetime, IDisposable
{
    private GatewayProcess? _gateway;

    internal int Port { get; } = FreePorts.Next();

    internal int AdminPort { get; } = FreePorts.Next();

    internal ShopManifests Manifests { get; } = new(FreePorts.NextRun(7));

    internal HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false });

    internal string Output => _gateway!.Output;

    public async Task InitializeAsync() =>
        _gateway = await GatewayProcess.ServeAsync(Manifests.Folder, Port, "--admin", $"127.0.0.1:{AdminPort}");

    public async Task DisposeAsync() => await _gateway!.DisposeAsync();

    public void Dispose()
    {
        Client.Dispose();
        Manifests.Dispose();
    }

    internal Task<HttpResponseMessage> AskAsync(int port, string path) => Client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));

    internal async Task<JsonNode> ReadConfigAsync() =>
        JsonNode.Parse(await Client.GetStringAsync(new Uri($"http://127.0.0.1:{AdminPort}/config")))!;
}
