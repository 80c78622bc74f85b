using System.Net;
using System.Security.Authentication;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>Clients that are asked for a certificate.</summary>
public sealed class ClientCertificateTests
{
    private static readonly TestCertificates People = TestCertificates.NewRoot("People");
    private static readonly TestCertificate Alice = People.Client("alice");

    private static readonly Dictionary<string, TestCertificate?> Shown = new()
    {
        ["good"] = Alice,
        ["none"] = null,
        ["another authority's"] = TestCertificates.NewRoot("Others").Client("alice"),
        ["expired"] = People.Client("alice", isExpired: true),
        ["a server's"] = People.Server("alice"),
    };

    [Theory]
    [InlineData(SslProtocols.Tls12, 1)]
    [InlineData(SslProtocols.Tls12, 2)]
    [InlineData(SslProtocols.Tls13, 1)]
    [InlineData(SslProtocols.Tls13, 2)]
    public async Task A_valid_certificate_is_seen_by_the_application(SslProtocols protocol, int httpMajor)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(Asking(ClientCertificateMode.AllowValidOnly, People));

        using HttpResponseMessage answer = await new TlsClient(gateway.Port) { Protocol = protocol, HttpMajor = httpMajor, Certificate = Alice }.GetAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        SeenRequest seen = Assert.Single(gateway.Seen);
        Assert.Equal(("CN=alice", PeerCertificateVerdict.Trusted), (seen.ClientCertificate, seen.Facts.PeerCertificate));
        Assert.Null(seen.Facts.PeerIdentity);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, "none")]
    [InlineData(SslProtocols.Tls13, "none")]
    [InlineData(SslProtocols.Tls12, "another authority's")]
    [InlineData(SslProtocols.Tls13, "another authority's")]
    [InlineData(SslProtocols.Tls13, "expired")]
    [InlineData(SslProtocols.Tls13, "a server's")]
    public async Task Without_a_valid_certificate_the_handshake_fails(SslProtocols protocol, string what)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(Asking(ClientCertificateMode.AllowValidOnly, People));

        await Assert.ThrowsAnyAsync<Exception>(() => new TlsClient(gateway.Port) { Protocol = protocol, Certificate = Shown[what] }.GetAsync());

        Assert.Empty(gateway.Seen);
        await Eventually.TrueAsync(() => gateway.Handshakes == 0 && gateway.Connections == 0);
        Assert.All(gateway.HandshakeLog, static line => Assert.Equal("Debug: a TLS handshake with test/edge/shop.example failed: ClientCertificate", line));
        Assert.NotEmpty(gateway.HandshakeLog);
    }

    [Theory]
    [InlineData("good", PeerCertificateVerdict.Trusted)]
    [InlineData("none", PeerCertificateVerdict.None)]
    [InlineData("another authority's", PeerCertificateVerdict.Untrusted)]
    [InlineData("expired", PeerCertificateVerdict.Untrusted)]
    public async Task With_the_fallback_everybody_is_served_and_the_verdict_is_known(string what, PeerCertificateVerdict verdict)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(Asking(ClientCertificateMode.AllowInsecureFallback, People));

        using HttpResponseMessage answer = await new TlsClient(gateway.Port) { Certificate = Shown[what] }.GetAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        SeenRequest seen = Assert.Single(gateway.Seen);
        Assert.Equal((verdict, Shown[what] is not null), (seen.Facts.PeerCertificate, seen.ClientCertificate is not null));
    }

    [Fact]
    public async Task A_client_may_send_the_issuers_of_its_certificate()
    {
        TestCertificates department = People.NewIntermediate("Department");
        await using TlsGateway gateway = await TlsGateway.StartAsync(Asking(ClientCertificateMode.AllowValidOnly, People));
        TlsClient client = new(gateway.Port) { Certificate = department.Client("bob"), Issuers = [department.Authority] };

        // More than once: what one client sends along must not stay in what is shared.
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage answer = await client.GetAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => (client with { Issuers = [] }).GetAsync());
    }

    [Fact]
    public async Task Who_was_admitted_by_other_authorities_is_asked_to_come_again()
    {
        TestCertificates strangers = TestCertificates.NewRoot("Strangers");
        await using TlsGateway gateway = await TlsGateway.StartAsync(Asking(ClientCertificateMode.AllowValidOnly, People));
        TlsClient alice = new(gateway.Port) { Certificate = Alice, HttpMajor = 2 };
        TlsClient stranger = new(gateway.Port) { Certificate = strangers.Client("stranger") };
        using HttpClient live = alice.NewHttpClient();
        await live.GetStringAsync(alice.UriOf("shop.example"));

        await gateway.ReplaceAsync(Asking(ClientCertificateMode.AllowValidOnly, strangers));

        using HttpResponseMessage refused = await live.GetAsync(alice.UriOf("shop.example"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => alice.GetAsync());
        using HttpResponseMessage answer = await stranger.GetAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Who_came_without_a_certificate_is_not_served_once_one_is_needed(int httpMajor)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        TlsClient client = new(gateway.Port) { HttpMajor = httpMajor };
        using HttpClient live = client.NewHttpClient();
        await live.GetStringAsync(client.UriOf("shop.example"));

        await gateway.ReplaceAsync(Asking(ClientCertificateMode.AllowValidOnly, People));

        using HttpResponseMessage refused = await live.GetAsync(client.UriOf("shop.example"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);

        // The connection is of no more use, so that the client does not ask on it for ever.
        await Eventually.TrueAsync(() => gateway.Connections == 0);
    }

    private static GatewayPort Asking(ClientCertificateMode mode, TestCertificates authority) =>
        TlsGateway.PortOf("shop.example") with { ClientCertificates = new ClientCertificateValidation([authority.RootPem], mode) };
}
