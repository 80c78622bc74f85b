using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Oracle;
using Gatehouse.Testing;

namespace Gatehouse.Conformance;

/// <summary>Asks a live gateway over TLS; the server name and the host of the request need not be the same.</summary>
internal static class TlsAnswerer
{
    /// <summary>Every listener with a certificate shows this one.</summary>
    internal static TestCertificate Certificate { get; } =
        TestCertificates.NewRoot().Server("*.example.org", "example.org", "*.wildcard.org", "second-example.org");

    internal static async Task<LiveAnswer> AskAsync(IPEndPoint at, string serverName, OracleRequest request, int httpMajor)
    {
        using HttpClient client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(at, serverName, httpMajor, cancellationToken),
        });
        using HttpRequestMessage message = new(new HttpMethod(request.Method), $"https://{at}{request.Path}")
        {
            Version = httpMajor == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.Host = request.Host;

        using HttpResponseMessage answer = await client.SendAsync(message).WaitAsync(Eventually.Patience);
        string body = await answer.Content.ReadAsStringAsync();
        string? location = answer.Headers.Location?.OriginalString;
        return new LiveAnswer((int)answer.StatusCode, name => name == "location" ? location : null, body);
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint at, string serverName, int httpMajor, CancellationToken cancellationToken)
    {
        Socket socket = new(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(at, cancellationToken);
        SslStream stream = new(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = serverName,
                ApplicationProtocols = [httpMajor == 2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],

                // Which listener answers is asked here, not whether its certificate is for the name.
                RemoteCertificateValidationCallback = static (_, shown, _, _) => (shown as X509Certificate2)?.Thumbprint == Certificate.Certificate.Thumbprint,
            },
            cancellationToken);
        return stream;
    }
}
