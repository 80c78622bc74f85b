using System.Net;
using System.Security.Authentication;
using Gatehouse.Primitives;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>HTTP over TLS: versions, server names and certificates.</summary>
public sealed class TlsListenerTests
{
    [Theory]
    [InlineData(SslProtocols.Tls12, 1)]
    [InlineData(SslProtocols.Tls12, 2)]
    [InlineData(SslProtocols.Tls13, 1)]
    [InlineData(SslProtocols.Tls13, 2)]
    public async Task HTTP_is_served_over_TLS(SslProtocols protocol, int httpMajor)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        TlsClient client = new(gateway.Port) { Protocol = protocol, HttpMajor = httpMajor };

        using HttpResponseMessage answer = await client.GetAsync();

        Assert.Equal("https 127.0.0.1", await answer.Content.ReadAsStringAsync());
        SeenRequest seen = Assert.Single(gateway.Seen);
        Assert.Equal(("https", httpMajor == 2 ? "HTTP/2" : "HTTP/1.1"), (seen.Scheme, seen.Protocol));
        Assert.Equal((true, "shop.example", TlsGateway.ListenerOf("shop.example")), (seen.Facts.IsTls, seen.Facts.ServerName, seen.Facts.ListenerName));
        Assert.Equal((IPAddress.Loopback, gateway.Port), (seen.Facts.ClientAddress, seen.Facts.LocalEndPoint.Port));
        Assert.Equal(PeerCertificateVerdict.None, seen.Facts.PeerCertificate);
    }

    [Fact]
    public async Task A_connection_has_one_set_of_facts_for_all_its_requests()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        TlsClient client = new(gateway.Port);
        using HttpClient http = client.NewHttpClient();

        await http.GetStringAsync(client.UriOf("shop.example"));
        await http.GetStringAsync(client.UriOf("shop.example"));

        SeenRequest[] seen = [.. gateway.Seen];
        Assert.Equal(2, seen.Length);
        Assert.Same(seen[0].Facts, seen[1].Facts);
    }

    [Fact]
    public async Task Cleartext_has_facts_as_well()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(
            TlsGateway.PortOf("") with { Scheme = Routing.ListenerScheme.Http, Certificates = [] });
        using HttpClient http = new();

        Assert.Equal("http 127.0.0.1", await http.GetStringAsync(new Uri($"http://127.0.0.1:{gateway.Port}/")));

        SeenRequest seen = Assert.Single(gateway.Seen);
        Assert.Equal((false, null, $"test/edge:{gateway.Port}"), (seen.Facts.IsTls, seen.Facts.ServerName, seen.Facts.ListenerName));
    }

    [Theory]
    [InlineData("shop.example", 0)]
    [InlineData("a.wild.example", 1)]
    [InlineData("a.b.wild.example", 1)]
    [InlineData("other.example", 2)]
    [InlineData("", 2)]
    public async Task The_server_name_picks_listener_and_certificate(string serverName, int expected)
    {
        string[] hostnames = ["shop.example", "*.wild.example", ""];
        TestCertificate[] certificates = [.. hostnames.Select(static name => TlsGateway.Root.Server(name.Length == 0 ? "every.example" : name))];
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf([.. hostnames.Zip(certificates)]));
        TlsClient client = new(gateway.Port, serverName);

        Assert.Equal(certificates[expected].Certificate.Thumbprint, await client.ShownCertificateAsync());
        using HttpResponseMessage answer = await client.GetAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((TlsGateway.ListenerOf(hostnames[expected]), serverName.Length == 0 ? null : serverName), (gateway.Seen.Last().Facts.ListenerName, gateway.Seen.Last().Facts.ServerName));
    }

    [Theory]
    [InlineData(TestKey.Rsa)]
    [InlineData(TestKey.Ecdsa)]
    public async Task One_of_a_listener_s_certificates_is_chosen_by_name(TestKey second)
    {
        TestCertificate first = TlsGateway.Root.Server("a.example"), other = TlsGateway.Root.Server(second, "b.example");
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf(("", first), ("", other)));

        Assert.Equal(other.Certificate.Thumbprint, await new TlsClient(gateway.Port, "b.example").ShownCertificateAsync());
        Assert.Equal(first.Certificate.Thumbprint, await new TlsClient(gateway.Port, "c.example").ShownCertificateAsync());
    }

    [Fact]
    public async Task A_server_name_in_punycode_is_found_as_it_is_written()
    {
        TestCertificate books = TlsGateway.Root.Server("xn--bcher-kva.example");
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf(("xn--bcher-kva.example", books), ("", TlsGateway.Root.Server("x.example"))));
        TlsClient client = new(gateway.Port, "xn--bcher-kva.example");

        Assert.Equal(books.Certificate.Thumbprint, await client.ShownCertificateAsync());
        using HttpResponseMessage answer = await client.GetAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("xn--bcher-kva.example", gateway.Seen.Last().Facts.ServerName);
    }

    [Fact]
    public async Task The_issuers_of_a_certificate_are_sent_along()
    {
        // A client that knows the root alone trusts it.
        TestCertificate certificate = TlsGateway.Root.NewIntermediate().Server("shop.example");
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf(("shop.example", certificate)));

        await using System.Net.Security.SslStream stream = await new TlsClient(gateway.Port).ConnectAsync(default);

        Assert.True(stream.IsAuthenticated);
    }
}
