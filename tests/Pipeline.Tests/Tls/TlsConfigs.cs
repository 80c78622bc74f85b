using Gatehouse.Primitives;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests.Tls;

/// <summary>HTTPS ports with certificates that were made for the tests.</summary>
internal static class TlsConfigs
{
    internal static TestCertificates Root { get; } = TestCertificates.NewRoot();

    internal static CertificateKeyPair PairOf(TestCertificate certificate) => new(new SecretText(certificate.ChainPem), new SecretText(certificate.KeyPem));

    internal static CertificateKeyPair NewPair(params string[] names) => PairOf(Root.Server(names));

    /// <summary>A port with one listener for each hostname; an empty one stands for every host.</summary>
    internal static GatewayPort Port(params string[] hostnames) => new()
    {
        Gateway = "shop/edge",
        Port = 443,
        Scheme = ListenerScheme.Https,
        Listeners = hostnames.Select(static hostname => new RouteListener
        {
            Name = NameOf(hostname),
            Hostname = hostname.Length == 0 ? null : hostname,
            Scheme = ListenerScheme.Https,
            Port = 443,
        }).ToValueList(),
    };

    internal static string NameOf(string hostname) => hostname.Length == 0 ? "shop/edge/every" : $"shop/edge/{hostname}";

    internal static GatewayPort With(this GatewayPort port, string hostname, CertificateKeyPair pair, string? shownFor = null) =>
        port with { Certificates = [.. port.Certificates, new ListenerCertificate(NameOf(hostname), shownFor, pair)] };

    internal static TrafficConfig ConfigOf(GatewayPort port) => new() { Ports = [port] };
}
