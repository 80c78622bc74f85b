using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Backends;
using Gatehouse.Backends.Grpc;
using Gatehouse.Testing;
using Grpc.Net.Client;

namespace Gatehouse.EndToEnd;

/// <summary>Real clients over TLS. They trust the test's authority and nobody else, and verify the name.</summary>
public sealed class HttpsClientTests : IClassFixture<EchoGateway>, IDisposable
{
    private readonly EchoGateway _gateway;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;

    public HttpsClientTests(EchoGateway gateway)
    {
        _gateway = gateway;
        _handler = NewHandler(gateway.Authority);
        _client = new HttpClient(_handler);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(1, "/h2c")]
    [InlineData(2, "/h2c")]
    public async Task A_body_goes_both_ways(int major, string prefix)
    {
        byte[] body = new byte[1024 * 1024];
        Random.Shared.NextBytes(body);
        using HttpRequestMessage request = Request(HttpMethod.Post, major, $"{prefix}/mirror");
        request.Content = new ByteArrayContent(body);

        using HttpResponseMessage answer = await _client.SendAsync(request).WaitAsync(Eventually.Patience);

        Assert.Equal(major, answer.Version.Major);
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_backend_is_told_of_https()
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, 2, "/");
        using HttpResponseMessage answer = await _client.SendAsync(request);
        EchoAnswer echo = EchoAnswer.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(("https", "shop.example"), (echo.Header("x-forwarded-proto"), echo.Host));
    }

    [Fact]
    public async Task A_gRPC_call()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress("https://shop.example", new GrpcChannelOptions { HttpHandler = _handler });

        EchoReply reply = await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Text = "hello" }, deadline: DateTime.UtcNow + Eventually.Patience);

        Assert.Equal(("hello", "shop.example"), (reply.Text, reply.Authority));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_WebSocket(int major)
    {
        using ClientWebSocket socket = new();
        socket.Options.HttpVersion = major == 2 ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new Uri("wss://shop.example/ws"), _client, CancellationToken.None).WaitAsync(Eventually.Patience);
        byte[] buffer = new byte[16];

        await socket.SendAsync("secret"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        WebSocketReceiveResult got = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Eventually.Patience);

        Assert.Equal("secret"u8.ToArray(), buffer[..got.Count]);
    }

    [Fact]
    public async Task A_client_that_trusts_others_does_not_connect()
    {
        using HttpClient stranger = new(NewHandler(TestCertificates.NewRoot()));
        using HttpRequestMessage request = Request(HttpMethod.Get, 1, "/");

        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.SendAsync(request));
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    // Whatever the name, the connection goes to the gateway; the name is what the handshake sends and verifies.
    private SocketsHttpHandler NewHandler(TestCertificates trusted) => new()
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(_gateway.TlsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(trusted.RootPem) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private static HttpRequestMessage Request(HttpMethod method, int major, string target) => new(method, $"https://shop.example{target}")
    {
        Version = major == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
