using System.Net;
using Gatehouse.Pipeline.Tests.Tls;
using Gatehouse.Primitives;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests;

/// <summary>What a reload of the rules for client certificates makes of a live connection.</summary>
public sealed class StaleClientCertificateTests
{
    private static readonly TestCertificates People = TestCertificates.NewRoot("People");
    private static readonly TestCertificates Others = TestCertificates.NewRoot("Others");
    private static readonly ValueList<string> OnlyPeople = [People.RootPem];

    [Theory]
    [InlineData(PeerCertificateVerdict.Trusted, true)]
    [InlineData(PeerCertificateVerdict.Untrusted, false)]
    [InlineData(PeerCertificateVerdict.None, false)]
    public void Only_a_trusted_certificate_is_good_where_one_is_needed(PeerCertificateVerdict verdict, bool isAdmitted) =>
        AssertAdmitted(isAdmitted, Decide(PortOf(OnlyPeople, ClientCertificateMode.AllowValidOnly), verdict, AuthoritiesOf(OnlyPeople)));

    [Theory]
    [InlineData(PeerCertificateVerdict.Trusted)]
    [InlineData(PeerCertificateVerdict.Untrusted)]
    [InlineData(PeerCertificateVerdict.None)]
    public void The_fallback_admits_everybody(PeerCertificateVerdict verdict) =>
        AssertAdmitted(true, Decide(PortOf(OnlyPeople, ClientCertificateMode.AllowInsecureFallback), verdict, AuthoritiesOf(OnlyPeople)));

    [Theory]
    [InlineData(PeerCertificateVerdict.Trusted, ClientCertificateMode.AllowValidOnly)]
    [InlineData(PeerCertificateVerdict.Trusted, ClientCertificateMode.AllowInsecureFallback)]
    [InlineData(PeerCertificateVerdict.Untrusted, ClientCertificateMode.AllowInsecureFallback)]
    public void A_verdict_by_other_authorities_counts_for_nothing(PeerCertificateVerdict verdict, ClientCertificateMode mode) =>
        AssertAdmitted(false, Decide(PortOf([Others.RootPem], mode), verdict, AuthoritiesOf(OnlyPeople)));

    [Fact]
    public void A_verdict_counts_for_nothing_where_nobody_is_trusted_any_more()
    {
        PortSnapshot open = Compile(TlsConfigs.Port("").With("", TlsConfigs.NewPair("shop.example")));
        AssertAdmitted(false, Decide(open, PeerCertificateVerdict.Trusted, AuthoritiesOf(OnlyPeople)));
        AssertAdmitted(true, Decide(open, PeerCertificateVerdict.None, AuthoritiesOf(OnlyPeople)));
        AssertAdmitted(true, Decide(open, PeerCertificateVerdict.None, null));
    }

    [Fact]
    public void Authorities_are_the_same_in_any_order_and_file()
    {
        string once = AuthoritiesOf([People.RootPem, Others.RootPem]);
        Assert.Equal(once, AuthoritiesOf([Others.RootPem + People.RootPem, People.RootPem]));
        Assert.NotEqual(once, AuthoritiesOf(OnlyPeople));
    }

    [Theory]
    [InlineData(PeerCertificateVerdict.Trusted)]
    [InlineData(PeerCertificateVerdict.None)]
    public void The_check_allocates_nothing(PeerCertificateVerdict verdict)
    {
        PortSnapshot port = PortOf(OnlyPeople, ClientCertificateMode.AllowValidOnly);
        ConnectionFacts facts = Facts(verdict, new string(AuthoritiesOf(OnlyPeople)));
        GetRequest request = new("/", "shop.example");
        Assert.Equal(0, Allocations.Of(() => TrafficPipeline.Request(port, in request, 0, facts)));
    }

    private static void AssertAdmitted(bool isAdmitted, RequestDecision decision) =>
        Assert.Equal(isAdmitted ? (404, RequestReason.NoHost) : (421, RequestReason.StaleClientCertificate), (decision.StatusCode, decision.Reason));

    private static RequestDecision Decide(PortSnapshot port, PeerCertificateVerdict verdict, string? authorities)
    {
        GetRequest request = new("/", "shop.example");
        return TrafficPipeline.Request(port, in request, 0, Facts(verdict, authorities));
    }

    private static ConnectionFacts Facts(PeerCertificateVerdict verdict, string? authorities) => new()
    {
        ListenerName = "shop/edge/every",
        LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 443),
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 50_000),
        ClientAddress = IPAddress.Loopback,
        IsTls = true,
        ServerName = "shop.example",
        PeerCertificate = verdict,
        PeerAuthorities = authorities,
    };

    private static string AuthoritiesOf(ValueList<string> authorities) =>
        TrafficPipeline.Hello(PortOf(authorities, ClientCertificateMode.AllowValidOnly), "shop.example").ClientAuthorities!;

    private static PortSnapshot PortOf(ValueList<string> authorities, ClientCertificateMode mode) =>
        Compile(TlsConfigs.Port("").With("", TlsConfigs.NewPair("shop.example")) with { ClientCertificates = new(authorities, mode) });

    private static PortSnapshot Compile(GatewayPort port) => Configs.Compile(TlsConfigs.ConfigOf(port)).Ports[0];
}
