using System.Net;
using Gatehouse.Backends;
using Gatehouse.Manifests;
using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.EndToEnd;

/// <summary>Configurations that change while requests come: none fails, and each is served by exactly one generation.</summary>
public sealed class ReloadUnderLoadTests : IAsyncLifetime, IDisposable
{
    private const int Clients = 4;

    private const string Shared = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: {name: gatehouse}
        spec: {controllerName: gatehouse.dev/gateway}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec:
          gatewayClassName: gatehouse
          listeners:
          - {name: http, port: 8080, protocol: HTTP}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: numbered, namespace: shop}
        spec: {ports: [{name: http, port: 80}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-reload-").FullName;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly int _port = FreePorts.Next();
    private EchoPods _pods = null!;

    private IPEndPoint EndPoint => new(IPAddress.Loopback, _port);

    public async Task InitializeAsync() => _pods = await EchoPods.StartAsync("shop/even", "shop/odd");

    public async Task DisposeAsync() => await _pods.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Twenty_changes_of_a_file()
    {
        Write("shared.yaml", Shared);
        Write("numbered.yaml", Generation.Manifest(0, _pods));
        using ManifestSource source = Watched();
        await using InProcessGateway gateway = await InProcessGateway.StartAsync(source, portOffset: _port - 8080);
        using Load load = new(this);

        for (int number = 1; number <= 20; number++)
        {
            Write("numbered.yaml", Generation.Manifest(number, _pods));
            await Eventually.TrueAsync(async () => await Generation.AskAsync(_client, EndPoint) == number);
        }

        Assert.Equal(Enumerable.Range(0, 21), (await load.EndAsync()).Order());
        Assert.Equal(21, gateway.Generation);
    }

    [Fact]
    public async Task A_thousand_publications()
    {
        CodeConfigSource source = new(Generation.Config(0, _port, _pods));
        await using InProcessGateway gateway = await InProcessGateway.StartAsync(source);
        SnapshotPublisher publisher = gateway.Services.GetRequiredService<SnapshotPublisher>();
        using Load load = new(this);

        for (int number = 1; number <= 1_000; number++)
        {
            PublishResult result = publisher.Publish(new ConfigReading(Generation.Config(number, _port, _pods), new DiagnosticBag()));
            Assert.Equal((PublishOutcome.Published, number + 1L), (result.Outcome, result.Current.Generation));

            // So that requests and publications alternate: without it all thousand fit between two requests.
            if (number % 10 == 0)
            {
                await load.OneMoreAsync();
            }
        }

        Assert.Equal(1_000, await Generation.AskAsync(_client, EndPoint));
        Assert.True((await load.EndAsync()).Count > 50);
    }

    [Fact]
    public async Task A_broken_file_stops_no_other()
    {
        Write("shared.yaml", Shared);
        Write("numbered.yaml", Generation.Manifest(0, _pods));
        using ManifestSource source = Watched();
        await using InProcessGateway gateway = await InProcessGateway.StartAsync(source, portOffset: _port - 8080);
        using Load load = new(this);
        string[] broken = ["kind: [", "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: broken, namespace: shop}\nspec: {rules: 7}\n", "\0", "{{{{"];

        for (int number = 1; number <= 8; number++)
        {
            Write("broken.yaml", broken[number % broken.Length]);
            Write("numbered.yaml", Generation.Manifest(number, _pods));
            await Eventually.TrueAsync(async () => await Generation.AskAsync(_client, EndPoint) == number);
        }

        await load.EndAsync();
    }

    private ManifestSource Watched() => new([_folder], options: new ManifestSourceOptions { QuietPeriod = TimeSpan.FromMilliseconds(20) });

    // All at once, as a careful editor does.
    private void Write(string file, string text)
    {
        string draft = Path.Combine(_folder, $".{file}.draft");
        File.WriteAllText(draft, text);
        File.Move(draft, Path.Combine(_folder, file), overwrite: true);
    }

    /// <summary>Clients that ask without a pause until they are told to end.</summary>
    private sealed class Load : IDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task<HashSet<int>>[] _clients;
        private long _served;

        internal Load(ReloadUnderLoadTests test) =>
            _clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskAsync(test)))];

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }

        internal async Task OneMoreAsync()
        {
            long before = Interlocked.Read(ref _served);
            await Eventually.TrueAsync(() => Interlocked.Read(ref _served) > before || _clients.Any(client => client.IsFaulted));
        }

        /// <summary>The generations that served any of them; a request that failed, or was served by a mixture, fails here.</summary>
        internal async Task<HashSet<int>> EndAsync()
        {
            await _end.CancelAsync();
            HashSet<int>[] seen = await Task.WhenAll(_clients);
            return [.. seen.SelectMany(numbers => numbers)];
        }

        private async Task<HashSet<int>> AskAsync(ReloadUnderLoadTests test)
        {
            HashSet<int> seen = [];

            while (!_end.IsCancellationRequested)
            {
                seen.Add(await Generation.AskAsync(test._client, test.EndPoint));
                Interlocked.Increment(ref _served);
            }

            return seen;
        }
    }
}
