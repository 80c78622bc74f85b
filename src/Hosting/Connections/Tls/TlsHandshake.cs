using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;

namespace Gatehouse.Hosting;

/// <summary>What one handshake is asked and finds out. Used by one connection, in turn.</summary>
internal sealed class TlsHandshake(SnapshotHolder snapshots, PortKey port)
{
    private static readonly IdnMapping Punycode = new();

    private HelloDecision _hello;

    /// <summary>Why it was refused here, where it was.</summary>
    internal TlsFailure Refusal { get; private set; }

    /// <summary>The listener that the server name chose.</summary>
    internal string? ListenerName => _hello.Listener?.Name;

    /// <summary>The server name, as the wire has it; <see langword="null"/> where there is none.</summary>
    internal string? ServerName { get; private set; }

    /// <summary>What became of the client's certificate.</summary>
    internal PeerCertificateVerdict ClientCertificate { get; private set; }

    /// <summary>Who was trusted when it was judged; <see langword="null"/> where the client was not asked.</summary>
    internal string? ClientAuthorities => _hello.ClientAuthorities;

    /// <summary>Answers the ClientHello by the snapshot of this moment.</summary>
    internal static ValueTask<SslServerAuthenticationOptions> AnswerHello(
        SslStream stream, SslClientHelloInfo hello, object? handshake, CancellationToken cancellationToken) =>
        ValueTask.FromResult(((TlsHandshake)handshake!).Answer(hello.ServerName));

    /// <summary>Judges what the client showed; called once, and also where it was asked for nothing.</summary>
    internal bool AcceptClient(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_hello.ClientCertificates is not { } mode)
        {
            return true;
        }

        ClientCertificate = certificate is null ? PeerCertificateVerdict.None
            : errors == SslPolicyErrors.None ? PeerCertificateVerdict.Trusted
            : PeerCertificateVerdict.Untrusted;

        if (mode == ClientCertificateMode.AllowInsecureFallback || ClientCertificate == PeerCertificateVerdict.Trusted)
        {
            return true;
        }

        Refusal = TlsFailure.ClientCertificate;
        return false;
    }

    private SslServerAuthenticationOptions Answer(string? serverName)
    {
        ServerName = string.IsNullOrEmpty(serverName) ? null : AsSent(serverName);
        _hello = snapshots.Current.FindPort(port) is { } current ? TrafficPipeline.Hello(current, ServerName) : default;

        if (_hello.Options is { } options)
        {
            return options;
        }

        // SslStream has no other way to be told: this ends the handshake before a byte is sent, so that the client sees the
        // connection close and no alert.
        Refusal = _hello.Reason == HelloReason.NoCertificate ? TlsFailure.NoCertificate : TlsFailure.NoListener;
        throw new HelloRefusedException();
    }

    // SslStream shows "xn--" labels decoded; hostnames are configured as they are sent.
    private static string AsSent(string serverName)
    {
        if (System.Text.Ascii.IsValid(serverName))
        {
            return serverName;
        }

        try
        {
            return Punycode.GetAscii(serverName);
        }
        catch (ArgumentException)
        {
            // No hostname is like it, so it is found by none.
            return serverName;
        }
    }

    private sealed class HelloRefusedException : Exception;
}
