using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Backends;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>The gateway as a process before one echoing pod of this process, for tests that change neither.</summary>
public sealed class EchoGateway : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-clients-").FullName;
    private GatewayProcess? _gateway;

    internal int Port { get; } = FreePorts.NextRun(2);

    internal IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    /// <summary>Where the same is served over TLS, for shop.example.</summary>
    internal IPEndPoint TlsEndPoint => new(IPAddress.Loopback, Port + 1);

    /// <summary>Whose certificates its clients have to trust.</summary>
    internal TestCertificates Authority { get; } = TestCertificates.NewRoot();

    internal EchoPods Pods { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Pods = await EchoPods.StartAsync("shop/echo");
        await File.WriteAllTextAsync(Path.Combine(_folder, "echo.yaml"), Manifests(Pods.All[0], Authority.Server("shop.example")));
        _gateway = GatewayProcess.Start(
            "--config", _folder, "--port-offset", (Port - 8080).ToString(CultureInfo.InvariantCulture), "--quiet");
        await Eventually.TrueAsync(async () => await IsServingAsync(EndPoint) && await IsServingAsync(TlsEndPoint));
    }

    public async Task DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await Pods.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsServingAsync(IPEndPoint endPoint)
    {
        using TcpClient probe = new();

        try
        {
            await probe.ConnectAsync(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Manifests(EchoPod pod, TestCertificate certificate) => $$"""
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
          - {name: https, port: 8081, protocol: HTTPS, hostname: shop.example, tls: {certificateRefs: [{name: shop}]} }
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: shop, namespace: shop}
        type: kubernetes.io/tls
        data:
          tls.crt: {{Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ChainPem))}}
          tls.key: {{Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.KeyPem))}}
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
