using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>How a client of the tests speaks.</summary>
internal sealed record TlsClient(int Port, string ServerName = "shop.example")
{
    /// <summary>TLS 1.3 unless a test says otherwise.</summary>
    internal SslProtocols Protocol { get; init; } = SslProtocols.Tls13;

    /// <summary>1 or 2; 2 asks for it by ALPN.</summary>
    internal int HttpMajor { get; init; } = 1;

    /// <summary>What it shows when it is asked for a certificate.</summary>
    internal TestCertificate? Certificate { get; init; }

    /// <summary>The certificates that go along with it.</summary>
    internal X509Certificate2Collection Issuers { get; init; } = [];

    /// <summary>A client that keeps its connections; each of them shakes hands with this server name, whatever the host is.</summary>
    internal HttpClient NewHttpClient() => new(new SocketsHttpHandler
    {
        // What comes is TLS already, so the handler adds none of its own.
        ConnectCallback = async (_, cancellationToken) => await ConnectAsync(cancellationToken),
        UseProxy = false,
    })
    {
        DefaultRequestVersion = HttpMajor == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Eventually.Patience,
    };

    /// <summary>One request on a connection of its own.</summary>
    internal async Task<HttpResponseMessage> GetAsync(string? host = null)
    {
        using HttpClient client = NewHttpClient();
        return await client.GetAsync(UriOf(host ?? (ServerName.Length == 0 ? "localhost" : ServerName)));
    }

    internal Uri UriOf(string host) => new($"https://{host}:{Port}/");

    /// <summary>The certificate that the gateway shows.</summary>
    internal async Task<string> ShownCertificateAsync()
    {
        await using SslStream stream = await ConnectAsync(default);
        return ((X509Certificate2)stream.RemoteCertificate!).Thumbprint;
    }

    internal async Task<SslStream> ConnectAsync(CancellationToken cancellationToken) =>
        await ShakeHandsAsync(new NetworkStream(await OpenAsync(Port), ownsSocket: true), cancellationToken);

    internal async Task<SslStream> ShakeHandsAsync(Stream transport, CancellationToken cancellationToken)
    {
        SslStream stream = new(transport, leaveInnerStreamOpen: false);

        try
        {
            await stream.AuthenticateAsClientAsync(Options(), cancellationToken).WaitAsync(Eventually.Patience, cancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bytes of this client's ClientHello.</summary>
    internal async Task<byte[]> HelloAsync()
    {
        using HelloCatcher caught = new();
        await Assert.ThrowsAnyAsync<Exception>(() => ShakeHandsAsync(caught, default));
        return caught.Written.ToArray();
    }

    /// <summary>Sends bytes as they are and reads until the gateway closes; what came, as Latin-1.</summary>
    internal static async Task<string> SendRawAsync(int port, byte[] bytes)
    {
        await using NetworkStream stream = new(await OpenAsync(port), ownsSocket: true);
        await stream.WriteAsync(bytes);
        using MemoryStream answer = new();

        try
        {
            await stream.CopyToAsync(answer).WaitAsync(Eventually.Patience);
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    internal static async Task<Socket> OpenAsync(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = ServerName,
        EnabledSslProtocols = Protocol,
        ApplicationProtocols = HttpMajor == 2 ? [SslApplicationProtocol.Http2] : [SslApplicationProtocol.Http11],
        AllowTlsResume = false,
        ClientCertificateContext = Certificate is null ? null : SslStreamCertificateContext.Create(Certificate.Certificate, Issuers, offline: true),

        CertificateChainPolicy = Trust(),

        // The gateway's certificate is for another name in some tests; that it leads to the test's root must hold in all.
        RemoteCertificateValidationCallback = static (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
    };

    private static X509ChainPolicy Trust() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        CustomTrustStore = { TlsGateway.Root.Authority },
    };

    /// <summary>Takes what a client writes and then is at its end.</summary>
    private sealed class HelloCatcher : MemoryStream
    {
        internal MemoryStream Written { get; } = new();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(0);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
