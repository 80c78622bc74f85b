using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests.Tls;

/// <summary>Which listener and which certificate a server name gets.</summary>
public sealed class HelloTests
{
    [Fact]
    public void Default_refuses()
    {
        HelloDecision decision = default;
        Assert.Null(decision.Options);
        Assert.Equal(HelloReason.None, decision.Reason);
    }

    [Theory]
    [InlineData("shop.example", "shop.example")]
    [InlineData("SHOP.example", "shop.example")]
    [InlineData("a.wild.example", "*.wild.example")]
    [InlineData("a.b.wild.example", "*.wild.example")]
    [InlineData("exact.wild.example", "exact.wild.example")]
    [InlineData("other.example", "")]
    [InlineData("", "")]
    public void The_server_name_picks_the_most_specific_listener(string serverName, string hostname)
    {
        string[] hostnames = ["", "shop.example", "*.wild.example", "exact.wild.example"];
        GatewayPort port = hostnames.Aggregate(TlsConfigs.Port(hostnames), static (port, name) => port.With(name, TlsConfigs.NewPair("shop.example")));

        HelloDecision decision = Hello(port, serverName);

        Assert.Equal((HelloReason.Terminated, TlsConfigs.NameOf(hostname)), (decision.Reason, decision.Listener?.Name));
    }

    [Theory]
    [InlineData("other.example")]
    [InlineData("")]
    public void A_name_of_no_listener_is_refused(string serverName)
    {
        HelloDecision decision = Hello(TlsConfigs.Port("shop.example").With("shop.example", TlsConfigs.NewPair("shop.example")), serverName);
        Assert.Equal((HelloReason.NoListener, null), (decision.Reason, decision.Options));
    }

    [Fact]
    public void A_cleartext_port_has_no_TLS() =>
        Assert.Equal(HelloReason.NotTls, TrafficPipeline.Hello(Configs.Compile(Configs.WithRule(new())).Ports[0], "shop.example").Reason);

    [Theory]
    [InlineData("a.example", 2)]
    [InlineData("A.EXAMPLE", 2)]
    [InlineData("b.example", 1)]
    [InlineData("c.b.example", 0)]
    [InlineData("", 0)]
    public void The_names_of_the_certificates_choose_among_them(string serverName, int expected)
    {
        CertificateKeyPair[] pairs = [TlsConfigs.NewPair("first.example"), TlsConfigs.NewPair("*.example"), TlsConfigs.NewPair("a.example")];
        GatewayPort port = pairs.Aggregate(TlsConfigs.Port(""), static (port, pair) => port.With("", pair));

        Assert.Equal(LeafOf(pairs[expected]), LeafOf(Hello(port, serverName)));
    }

    [Fact]
    public void Of_equals_the_first_in_order_is_shown()
    {
        CertificateKeyPair rsa = TlsConfigs.PairOf(TlsConfigs.Root.Server(TestKey.Rsa, "shop.example"));
        CertificateKeyPair ecdsa = TlsConfigs.NewPair("shop.example");

        Assert.Equal(LeafOf(rsa), LeafOf(Hello(TlsConfigs.Port("").With("", rsa).With("", ecdsa), "shop.example")));
        Assert.Equal(LeafOf(ecdsa), LeafOf(Hello(TlsConfigs.Port("").With("", ecdsa).With("", rsa), "shop.example")));
    }

    [Theory]
    [InlineData("a.example", true)]
    [InlineData("b.example", false)]
    [InlineData("", false)]
    public void A_certificate_with_a_hostname_is_shown_for_that_only(string serverName, bool isShown)
    {
        HelloDecision decision = Hello(TlsConfigs.Port("").With("", TlsConfigs.NewPair("a.example", "b.example"), shownFor: "a.example"), serverName);
        Assert.Equal(isShown ? HelloReason.Terminated : HelloReason.NoCertificate, decision.Reason);
        Assert.Equal(isShown, decision.Options is not null);
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        PortSnapshot port = Compile(TlsConfigs.Port("*.example").With("*.example", TlsConfigs.NewPair("x.example")).With("*.example", TlsConfigs.NewPair("*.example")));
        Assert.Equal(HelloReason.Terminated, TrafficPipeline.Hello(port, "a.example").Reason);
        Assert.Equal(0, Allocations.Of(() => TrafficPipeline.Hello(port, "a.example")));
    }

    private static HelloDecision Hello(GatewayPort port, string serverName) => TrafficPipeline.Hello(Compile(port), serverName);

    private static PortSnapshot Compile(GatewayPort port)
    {
        TrafficSnapshot snapshot = Configs.Compile(TlsConfigs.ConfigOf(port), out Primitives.Diagnostics.DiagnosticBag diagnostics);
        Assert.Empty(diagnostics);
        return snapshot.Ports[0];
    }

    private static string LeafOf(HelloDecision decision) =>
        decision.Options!.ServerCertificateContext!.TargetCertificate.GetCertHashString(HashAlgorithmName.SHA256);

    private static string LeafOf(CertificateKeyPair pair)
    {
        using X509Certificate2 leaf = X509Certificate2.CreateFromPem(pair.Certificates.Reveal());
        return leaf.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
