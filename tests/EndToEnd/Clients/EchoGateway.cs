using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Backends;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>The gateway as a process before one echoing pod of this process, for tests that change neither.</summary>
public sealed class EchoGateway : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-clients-").FullName;
    private GatewayProcess? _gateway;

    internal int Port { get; } = FreePorts.Next();

    internal IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    internal EchoPods Pods { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Pods = await EchoPods.StartAsync("shop/echo");
        await File.WriteAllTextAsync(Path.Combine(_folder, "echo.yaml"), Manifests(Pods.All[0]));
        _gateway = GatewayProcess.Start(
            "--config", _folder, "--port-offset", (Port - 8080).ToString(CultureInfo.InvariantCulture), "--quiet");
        await Eventually.TrueAsync(IsServingAsync);
    }

    public async Task DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await Pods.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsServingAsync()
    {
        using TcpClient probe = new();

        try
        {
            await probe.ConnectAsync(EndPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Manifests(EchoPod pod) => $$"""
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
        metadata: {name: echo, namespace: shop}
        spec:
          ports:
          - {name: http, port: 80}
          - {name: h2c, port: 81, appProtocol: kubernetes.io/h2c}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: echo-1, namespace: shop, labels: {kubernetes.io/service-name: echo} }
        addressType: IPv4
        ports: [{name: http, port: {{pod.HttpPort}} }, {name: h2c, port: {{pod.H2cPort}} }]
        endpoints: [{addresses: [127.0.0.1]}]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: echo, namespace: shop}
        spec:
          parentRefs: [{name: edge}]
          rules:
          - matches: [{path: {value: /h2c} }]
            backendRefs: [{name: echo, port: 81}]
          - backendRefs: [{name: echo, port: 80}]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: GRPCRoute
        metadata: {name: echo, namespace: shop}
        spec:
          parentRefs: [{name: edge}]
          rules:
          - matches: [{method: {service: gatehouse.echo.v1.Echo} }]
            backendRefs: [{name: echo, port: 81}]
        """;
}
