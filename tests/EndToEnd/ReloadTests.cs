using System.Text.Json.Nodes;
using Gatehouse.Samples.Shop;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>What happens to a running gateway when its files change.</summary>
public sealed class ReloadTests : IAsyncLifetime, IDisposable
{
    private const string Canary = "05-canary.yaml";

    private readonly int _port = FreePorts.NextRun(2);
    private readonly int _shopBasePort = FreePorts.NextRun(7);
    private readonly ShopManifests _manifests;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private ShopServices? _shop;
    private GatewayProcess? _gateway;

    public ReloadTests() => _manifests = new ShopManifests(_shopBasePort);

    public async Task InitializeAsync()
    {
        _shop = await ShopServices.StartAsync(_shopBasePort);
        _gateway = await GatewayProcess.ServeAsync(_manifests.Folder, _port);
    }

    public async Task DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await _shop!.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _manifests.Dispose();
    }

    [Fact]
    public async Task A_change_goes_live_without_a_failed_request()
    {
        using CancellationTokenSource end = new();
        Task<int>[] load = [.. Enumerable.Range(0, 4).Select(_ => LoadAsync(end.Token))];

        foreach (string version in new[] { "v2", "v1", "v2" })
        {
            (int v1, int v2) = version == "v1" ? (100, 0) : (0, 100);
            _manifests.Edit(Canary, Weights(), $"weight: {v1}}}\n        - {{name: products-v2, port: 80, weight: {v2}}}");
            await Eventually.TrueAsync(async () => await VersionAsync() == version);
        }

        await end.CancelAsync();
        int[] served = await Task.WhenAll(load);
        Assert.All(served, count => Assert.True(count > 0));
    }

    [Fact]
    public async Task A_broken_change_is_reported_and_the_last_good_serves_on()
    {
        _manifests.Edit(Canary, "value: /products}\n          headers:", "value: products}\n          headers:");

        await Eventually.TrueAsync(() => _gateway!.Errors.Contains("serves on", StringComparison.Ordinal));

        Assert.Matches(@"05-canary\.yaml\(\d+,\d+\): error [A-Z]{2}\d{4}: .*must begin with '/'", _gateway!.Errors);
        Assert.Contains(await VersionAsync(), new[] { "v1", "v2" });
    }

    [Fact]
    public async Task A_new_listener_opens_and_a_removed_one_closes()
    {
        int offset = _port - 8080;
        int second = _port + 1;
        string listener = $"\n    - name: second\n      protocol: HTTP\n      port: {second - offset}\n";
        _manifests.Edit("01-gateway.yaml", "      port: 8080\n", $"      port: 8080{listener}");
        Uri address = new($"http://127.0.0.1:{second}/cart");

        await Eventually.TrueAsync(() => AnswersAsync(address));
        _manifests.Edit("01-gateway.yaml", listener, "\n");
        await Eventually.TrueAsync(async () => !await AnswersAsync(address));

        Assert.Contains(await VersionAsync(), new[] { "v1", "v2" });
    }

    [Fact]
    public async Task Termination_lets_it_end_well()
    {
        await VersionAsync();

        await _gateway!.TerminateAsync();

        Assert.Equal(0, await _gateway.ExitAsync());
    }

    // The two weights as they are in the file now.
    private string Weights()
    {
        string text = File.ReadAllText(Path.Combine(_manifests.Folder, Canary));
        return text[text.IndexOf("weight:", StringComparison.Ordinal)..].TrimEnd('\n');
    }

    private async Task<int> LoadAsync(CancellationToken end)
    {
        int served = 0;

        while (!end.IsCancellationRequested)
        {
            await VersionAsync();
            served++;
        }

        return served;
    }

    // Throws for any other status than success: one failed request fails the test.
    private async Task<string> VersionAsync() =>
        (string)JsonNode.Parse(await _client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/products")))!["version"]!;

    private static async Task<bool> AnswersAsync(Uri address)
    {
        using HttpClient fresh = new(new SocketsHttpHandler { UseProxy = false });

        try
        {
            using HttpResponseMessage answer = await fresh.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
