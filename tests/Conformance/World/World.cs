using System.Net;
using Gatehouse.Backends;
using Gatehouse.Manifests;
using Gatehouse.Oracle;
using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Conformance;

/// <summary>
/// The manifests of a test class in the hands of three answerers: the naive oracle, the compiled table, and a live
/// gateway with real sockets before real pods. All have to say what the table of the test says.
/// </summary>
/// <typeparam name="TTest">The test class; its manifests bear its name.</typeparam>
public sealed class World<TTest> : IAsyncLifetime, IDisposable
{
    // Ports below 1024 need a privilege. Matching and redirects keep to the declared number.
    private const int PortOffset = 20_000;

    private WorldManifests? _manifests;
    private ManifestSource? _source;
    private LiveAnswerer? _live;
    private TrafficConfig _config = TrafficConfig.Empty;
    private TrafficSnapshot _snapshot = TrafficSnapshot.Empty;

    internal InProcessGateway Gateway { get; private set; } = null!;

    internal EchoPods Pods { get; private set; } = null!;

    internal Translation Translation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Pods = await SharedPods.StartedAsync();
        string prefix = WorldAddresses.NextPrefix();
        _manifests = new WorldManifests(typeof(TTest).Name, prefix, Pods.All);
        _source = new ManifestSource([_manifests.Folder]);
        Translation = await _source.TranslateAsync(CancellationToken.None);
        Assert.False(Translation.Diagnostics.HasErrors, string.Join('\n', Translation.Diagnostics));

        _config = Translation.Config;
        _snapshot = new TrafficCompiler().Compile(_config, new DiagnosticBag());
        Gateway = await InProcessGateway.StartAsync(_source, prefix + "1", PortOffset);
        _live = new LiveAnswerer();
    }

    public async Task DisposeAsync()
    {
        if (Gateway is not null)
        {
            await Gateway.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _live?.Dispose();
        _source?.Dispose();
        _manifests?.Dispose();
    }

    /// <summary>Asks all three; the request is <c>[METHOD ]host/path[?query]</c>, the answer as <see cref="ConfigAnswerer"/> tells it.</summary>
    internal async Task ExpectAsync(string request, string expected, string[]? headers = null, string? gateway = null, int port = 80)
    {
        OracleRequest parsed = OracleRequest.Parse(request, headers ?? []);
        GatewayPort at = PortOf(gateway, port);

        Assert.Equal(expected, ConfigAnswerer.ByOracle(_config, at, parsed));
        Assert.Equal(expected, ConfigAnswerer.ByTable(_snapshot, at, parsed));
        Assert.Contains(await LiveAnswerer.ByHttp1Async(EndPointOf(at), parsed), expected.Split('|'));
        Assert.Contains(await _live!.ByHttp2Async(EndPointOf(at), parsed), expected.Split('|'));
    }

    /// <summary>The same over TLS, with the server name of the handshake.</summary>
    internal async Task ExpectTlsAsync(string serverName, string request, string expected)
    {
        OracleRequest parsed = OracleRequest.Parse(request);
        GatewayPort at = PortOf(null, 443);

        Assert.Equal(expected, ConfigAnswerer.ByOracle(_config, at, parsed, serverName));
        Assert.Equal(expected, ConfigAnswerer.ByTable(_snapshot, at, parsed, serverName));
        Assert.Equal(expected, (await TlsAnswerer.AskAsync(EndPointOf(at), serverName, parsed, httpMajor: 1)).ToString());
        Assert.Equal(expected, (await TlsAnswerer.AskAsync(EndPointOf(at), serverName, parsed, httpMajor: 2)).ToString());
    }

    /// <summary>Calls a method of the echo service: what is decided, and what a gRPC client then gets.</summary>
    internal async Task ExpectCallAsync(string authority, string method, string decided, string answered, params string[] metadata)
    {
        OracleRequest parsed = OracleRequest.Parse($"POST {authority}/gatehouse.echo.v1.Echo/{method}", ["content-type: application/grpc", .. metadata]);
        GatewayPort at = PortOf(null, 80);

        Assert.Equal(decided, ConfigAnswerer.ByOracle(_config, at, parsed));
        Assert.Equal(decided, ConfigAnswerer.ByTable(_snapshot, at, parsed));
        Assert.Equal(answered, await GrpcCaller.CallAsync(EndPointOf(at), authority, method, metadata));
    }

    /// <summary>What a pod saw of a request that was forwarded, once by HTTP/1.1 and once by HTTP/2.</summary>
    internal async Task<IReadOnlyList<EchoAnswer>> SeenAsync(string request, string[]? headers = null, string? gateway = null, int port = 80)
    {
        OracleRequest parsed = OracleRequest.Parse(request, headers ?? []);
        IPEndPoint at = EndPointOf(PortOf(gateway, port));
        return [(await LiveAnswerer.AskHttp1Async(at, parsed)).Echo!, (await _live!.AskHttp2Async(at, parsed)).Echo!];
    }

    /// <summary>The whole answers to a request, once by HTTP/1.1 and once by HTTP/2.</summary>
    internal async Task<IReadOnlyList<LiveAnswer>> AnswersAsync(string request, string[]? headers = null, string? gateway = null, int port = 80)
    {
        OracleRequest parsed = OracleRequest.Parse(request, headers ?? []);
        IPEndPoint at = EndPointOf(PortOf(gateway, port));
        return [await LiveAnswerer.AskHttp1Async(at, parsed), await _live!.AskHttp2Async(at, parsed)];
    }

    /// <summary>Changes the test's own manifests while the gateway serves.</summary>
    internal void Edit(Func<string, string> change) => _manifests!.Edit(change);

    /// <summary>Where a Gateway's port is bound.</summary>
    internal IPEndPoint EndPoint(string? gateway = null, int port = 80) => EndPointOf(PortOf(gateway, port));

    /// <summary>The conditions of a route under its first parent: <c>Accepted=True/Accepted</c>.</summary>
    internal IReadOnlyList<string> Conditions(string route, int parent = 0) =>
    [
        .. Translation.Statuses.OfType<RouteStatus>()
            .Single(status => $"{status.Key.Namespace}/{status.Key.Name}" == route)
            .Parents[parent].Conditions.Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}"),
    ];

    private GatewayPort PortOf(string? gateway, int port) =>
        _config.Ports.Single<GatewayPort>(candidate => candidate.Port == port && (gateway is null || candidate.Gateway == gateway));

    private IPEndPoint EndPointOf(GatewayPort port) =>
        Gateway.At(port.Port, port.Addresses.IsEmpty ? null : IPAddress.Parse(port.Addresses[0]));
}
