using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Gatehouse.Hosting;

/// <summary>What ASP.NET Core wants to know of a connection over TLS. One object for its four questions.</summary>
internal sealed class TlsFeature : ITlsConnectionFeature, ITlsApplicationProtocolFeature, ITlsHandshakeFeature, ISslStreamFeature
{
    private readonly string _serverName;

    internal TlsFeature(SslStream stream, string? serverName)
    {
        SslStream = stream;
        _serverName = serverName ?? "";
        ClientCertificate = stream.RemoteCertificate as X509Certificate2;
        ApplicationProtocol = stream.NegotiatedApplicationProtocol.Protocol;
        Protocol = stream.SslProtocol;
        NegotiatedCipherSuite = stream.NegotiatedCipherSuite;
    }

    public SslStream SslStream { get; }

    public X509Certificate2? ClientCertificate { get; set; }

    public ReadOnlyMemory<byte> ApplicationProtocol { get; }

    public SslProtocols Protocol { get; }

    public TlsCipherSuite? NegotiatedCipherSuite { get; }

    string ITlsHandshakeFeature.HostName => _serverName;

    // Asking later, in the middle of a connection, does not exist in HTTP/2 (RFC 9113 section 9.2.1) and TLS 1.3.
    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);

    // Obsolete words for what the cipher suite says; the interface still asks for them.
#pragma warning disable SYSLIB0058
    public CipherAlgorithmType CipherAlgorithm => SslStream.CipherAlgorithm;

    public int CipherStrength => SslStream.CipherStrength;

    public HashAlgorithmType HashAlgorithm => SslStream.HashAlgorithm;

    public int HashStrength => SslStream.HashStrength;

    public ExchangeAlgorithmType KeyExchangeAlgorithm => SslStream.KeyExchangeAlgorithm;

    public int KeyExchangeStrength => SslStream.KeyExchangeStrength;
#pragma warning restore SYSLIB0058
}
