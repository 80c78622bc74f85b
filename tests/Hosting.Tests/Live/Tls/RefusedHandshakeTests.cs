using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>Handshakes that come to nothing: what the client sees, what is logged, and that nothing is left of them.</summary>
public sealed class RefusedHandshakeTests
{
    [Theory]
    [InlineData("other.example")]
    [InlineData("")]
    public async Task A_server_name_of_no_listener_is_closed_without_a_byte(string serverName)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        byte[] hello = await new TlsClient(gateway.Port, serverName).HelloAsync();

        Assert.Empty(await TlsClient.SendRawAsync(gateway.Port, hello));

        await AssertLoggedAsync(gateway, "NoListener");
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\0")]
    public async Task Cleartext_on_a_TLS_port_is_closed_without_a_byte(string sent)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));

        Assert.Empty(await TlsClient.SendRawAsync(gateway.Port, Encoding.ASCII.GetBytes(sent)));

        await AssertLoggedAsync(gateway, "NotTls");
        Assert.Empty(gateway.Seen);
    }

    [Fact]
    public async Task A_hello_that_comes_byte_by_byte_is_answered()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        using Socket socket = await TlsClient.OpenAsync(gateway.Port);

        foreach (byte one in await new TlsClient(gateway.Port).HelloAsync())
        {
            await socket.SendAsync(new[] { one });
        }

        byte[] answer = new byte[1];
        Assert.Equal(1, await socket.ReceiveAsync(answer).WaitAsync(Eventually.Patience));
        Assert.Equal(22, answer[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task A_client_that_stops_in_the_middle_is_closed_in_time(int bytes)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"), static options => options.TlsHandshakeTimeoutMs = 100);
        byte[] hello = await new TlsClient(gateway.Port).HelloAsync();

        Assert.Empty(await TlsClient.SendRawAsync(gateway.Port, hello[..bytes]));

        await AssertLoggedAsync(gateway, "Timeout");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task A_client_that_leaves_is_forgotten(int bytes)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        byte[] hello = await new TlsClient(gateway.Port).HelloAsync();

        using (Socket socket = await TlsClient.OpenAsync(gateway.Port))
        {
            await socket.SendAsync(hello.AsMemory(0, bytes));
            await Eventually.TrueAsync(() => gateway.Handshakes == 1);
        }

        await AssertLoggedAsync(gateway, "ClientGone");
    }

    [Fact]
    public async Task A_client_that_resets_is_forgotten()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));

        using (Socket socket = await TlsClient.OpenAsync(gateway.Port))
        {
            await socket.SendAsync((await new TlsClient(gateway.Port).HelloAsync()).AsMemory(0, 40));
            await Eventually.TrueAsync(() => gateway.Handshakes == 1);
            socket.LingerState = new LingerOption(true, 0);
        }

        await AssertLoggedAsync(gateway, "ClientGone");
    }

    [Fact]
    public async Task A_client_with_no_application_protocol_in_common_is_refused()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = "shop.example",
            ApplicationProtocols = [new SslApplicationProtocol("imap")],
        };
        await using SslStream stream = new(new NetworkStream(await TlsClient.OpenAsync(gateway.Port), ownsSocket: true));

        await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync(options));

        await AssertLoggedAsync(gateway, "Protocol");
    }

    public static TheoryData<string, byte[]> Noises => new()
    {
        { "no hello", [22, 3, 1, 0, 60, .. Enumerable.Repeat((byte)0xFF, 60)] },
        { "a hello that ends too early", [22, 3, 1, 0, 4, 1, 0, 0, 0] },
        { "no record", [22, 0, 0, 0, 5, 1, 1, 1, 1, 1] },
        { "another message", [22, 3, 3, 0, 6, 2, 0, 0, 2, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(Noises))]
    public async Task Noise_that_begins_as_TLS_does_is_refused(string what, byte[] noise)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));

        await TlsClient.SendRawAsync(gateway.Port, noise);

        Assert.NotEmpty(what);
        await AssertLoggedAsync(gateway, "Protocol");
    }

    [Fact]
    public async Task A_client_that_does_not_trust_the_gateway_leaves_nothing_behind()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        SslClientAuthenticationOptions options = new() { TargetHost = "shop.example", RemoteCertificateValidationCallback = static (_, _, _, _) => false };

        await using (SslStream stream = new(new NetworkStream(await TlsClient.OpenAsync(gateway.Port), ownsSocket: true)))
        {
            await Assert.ThrowsAsync<AuthenticationException>(() => stream.AuthenticateAsClientAsync(options));
        }

        await Eventually.TrueAsync(() => gateway.Handshakes == 0 && gateway.Connections == 0);
    }

    [Fact]
    public async Task A_stopping_gateway_waits_for_no_handshake()
    {
        TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"), static options => options.TlsHandshakeTimeoutMs = 600_000);
        using Socket silent = await TlsClient.OpenAsync(gateway.Port);
        await Eventually.TrueAsync(() => gateway.Handshakes == 1);

        await gateway.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Empty(gateway.HandshakeLog);
    }

    [Fact]
    public async Task Many_failures_leave_no_connection_and_the_next_client_is_served()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        byte[] hello = await new TlsClient(gateway.Port, "other.example").HelloAsync();

        for (int i = 0; i < 50; i++)
        {
            await TlsClient.SendRawAsync(gateway.Port, i % 2 == 0 ? hello : "GET /"u8.ToArray());
        }

        using HttpResponseMessage answer = await new TlsClient(gateway.Port).GetAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(50, gateway.HandshakeLog.Count);
        await Eventually.TrueAsync(() => gateway.Handshakes == 0 && gateway.Connections == 0);
    }

    // One event and one count for each, with the listener and a word, and nothing that the client wrote.
    private static async Task AssertLoggedAsync(TlsGateway gateway, string reason)
    {
        await Eventually.TrueAsync(() => !gateway.HandshakeLog.IsEmpty && gateway.Handshakes == 0 && gateway.Connections == 0);
        Assert.Matches($"^Debug: a TLS handshake with test/edge[:/][a-z0-9.]+ failed: {reason}$", Assert.Single(gateway.HandshakeLog));
        Assert.DoesNotContain("other.example", gateway.HandshakeLog.First(), StringComparison.Ordinal);
        Assert.Matches($"^test/edge[:/][a-z0-9.]+ {reason} [+]1$", Assert.Single(gateway.Failures));
    }
}
