using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Backends;

namespace Gatehouse.Conformance;

/// <summary>
/// The manifests of one test class: its own file, and beside it what all of them share, a class, namespaces and one Service
/// for each pod. <c>{address-2}</c> stands for an address of the world, <c>{http:infra/v1}</c> for a pod's port.
/// </summary>
internal sealed partial class WorldManifests : IDisposable
{
    internal WorldManifests(string name, string addressPrefix, IReadOnlyList<EchoPod> pods)
    {
        Folder = Directory.CreateTempSubdirectory("gatehouse-conformance-").FullName;
        string own = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Manifests", $"{name}.yaml"));
        File.WriteAllText(Path.Combine(Folder, "own.yaml"), Resolve(own, addressPrefix, pods));
        File.WriteAllText(Path.Combine(Folder, "shared.yaml"), Shared(pods));
    }

    internal string Folder { get; }

    /// <summary>Changes the own file, all at once as a careful editor does.</summary>
    internal void Edit(Func<string, string> change)
    {
        string path = Path.Combine(Folder, "own.yaml");
        string draft = Path.Combine(Folder, ".own.draft");
        File.WriteAllText(draft, change(File.ReadAllText(path)));
        File.Move(draft, path, overwrite: true);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Resolve(string text, string addressPrefix, IReadOnlyList<EchoPod> pods)
    {
        string addressed = Address().Replace(text, found => addressPrefix + found.Groups[1].Value);
        return Port().Replace(addressed, found =>
        {
            EchoPod pod = pods.Single(pod => pod.Name == found.Groups[2].Value);
            int port = found.Groups[1].Value == "http" ? pod.HttpPort : pod.H2cPort;
            return port.ToString(CultureInfo.InvariantCulture);
        });
    }

    private static string Shared(IReadOnlyList<EchoPod> pods)
    {
        StringBuilder text = new("""
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: gatehouse}
            spec: {controllerName: gatehouse.dev/gateway}

            """);

        foreach (string space in pods.Select(pod => pod.Namespace).Distinct())
        {
            text.Append($$"""
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: {{space}}, labels: {team: "{{space}}" } }

                """);
        }

        foreach (EchoPod pod in pods)
        {
            text.Append(ServiceOf(pod));
        }

        text.Append($$"""
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: certificate, namespace: infra}
            type: kubernetes.io/tls
            data:
              tls.crt: {{Base64(TlsAnswerer.Certificate.ChainPem)}}
              tls.key: {{Base64(TlsAnswerer.Certificate.KeyPem)}}

            """);

        return text.ToString();
    }

    // Port 80 is HTTP/1.1, 8081 says that it is HTTP/2, 8082 that it is WebSocket; 7070 says nothing and speaks gRPC.
    private static string ServiceOf(EchoPod pod) => $$"""
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{pod.Service}}, namespace: {{pod.Namespace}}}
        spec:
          ports:
          - {name: http, port: 80}
          - {name: h2c, port: 8081, appProtocol: kubernetes.io/h2c}
          - {name: ws, port: 8082, appProtocol: kubernetes.io/ws}
          - {name: grpc, port: 7070}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: {{pod.Service}}-1
          namespace: {{pod.Namespace}}
          labels: {kubernetes.io/service-name: "{{pod.Service}}" }
        addressType: IPv4
        ports:
        - {name: http, port: {{pod.HttpPort}}}
        - {name: h2c, port: {{pod.H2cPort}}}
        - {name: ws, port: {{pod.HttpPort}}}
        - {name: grpc, port: {{pod.H2cPort}}}
        endpoints:
        - addresses: [127.0.0.1]

        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    [GeneratedRegex(@"\{address-(\d+)\}")]
    private static partial Regex Address();

    [GeneratedRegex(@"\{(http|h2c):([a-z0-9/-]+)\}")]
    private static partial Regex Port();
}
