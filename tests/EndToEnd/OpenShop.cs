using System.Text.Json.Nodes;
using Gatehouse.Samples.Shop;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>The shop in this process and one gateway process before it, for tests that change neither.</summary>
public sealed class OpenShop : IAsyncLifetime, IDisposable
{
    private ShopServices? _shop;
    private ShopManifests? _manifests;
    private GatewayProcess? _gateway;

    internal int Port { get; } = FreePorts.Next();

    internal int ShopBasePort { get; } = FreePorts.NextRun(7);

    internal HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public async Task InitializeAsync()
    {
        _shop = await ShopServices.StartAsync(ShopBasePort);
        _manifests = new ShopManifests(ShopBasePort);
        _gateway = await GatewayProcess.ServeAsync(_manifests.Folder, Port);
    }

    public async Task DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await _shop!.DisposeAsync();
    }

    public void Dispose()
    {
        Client.Dispose();
        _manifests?.Dispose();
    }

    /// <summary>Sends a request by HTTP/1.1 or, with prior knowledge, by HTTP/2; the target is sent as it is.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, int httpMajor = 1, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(method, new Uri($"http://127.0.0.1:{Port}{target}", Verbatim))
        {
            Version = httpMajor == 2 ? new Version(2, 0) : new Version(1, 1),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>What a service of the shop said it saw.</summary>
    internal static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };
}
