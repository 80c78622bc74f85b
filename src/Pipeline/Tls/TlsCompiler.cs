using System.Collections.Frozen;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>
/// Compiles the certificates of ports. A certificate whose text did not change is the same object over reloads. Not
/// thread-safe.
/// </summary>
internal sealed class TlsCompiler
{
    // In the order a server prefers them (RFC 7301 section 3.2). HTTP/1.1 is also what a client without ALPN speaks.
    private static readonly List<SslApplicationProtocol> Protocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    private Dictionary<CertificateKeyPair, ServerCertificate> _last = [];
    private Dictionary<CertificateKeyPair, ServerCertificate> _next = [];

    /// <summary>
    /// The TLS of a port; <see langword="null"/> where it speaks cleartext. A listener whose certificates are not good has
    /// fewer or none of them: its handshakes are refused, it is never served without TLS.
    /// </summary>
    internal PortTls? Compile(GatewayPort port, DiagnosticBag diagnostics)
    {
        FieldPath at = FieldPath.Of($"Gateway {port.Gateway}");

        if (port.Scheme == ListenerScheme.Https)
        {
            ClientTrust? clients = port.ClientCertificates is { } configured
                ? new ClientTrust(PolicyOf(configured, at, diagnostics), configured.Mode)
                : null;
            return new PortTls(CompileListeners(port, clients?.Policy, at, diagnostics), clients);
        }

        // Nobody asks for certificates in cleartext: whoever writes this means HTTPS and would be served without it.
        if (!port.Certificates.IsEmpty || port.ClientCertificates is not null)
        {
            diagnostics.Report(LinkDiagnostics.CertificatesInCleartext, at.Field("scheme"), null, port.Port);
        }

        return null;
    }

    /// <summary>
    /// Ends a configuration. What a good one did not use is forgotten; one with errors is kept out, so that what serves on
    /// keeps its certificates, and those it brought are forgotten.
    /// </summary>
    internal void Finish(bool isGood)
    {
        if (isGood)
        {
            (_last, _next) = (_next, _last);
        }

        _next.Clear();
    }

    private FrozenDictionary<string, ListenerTls> CompileListeners(
        GatewayPort port, X509ChainPolicy? trust, FieldPath at, DiagnosticBag diagnostics)
    {
        // Keyed by what is configured, good or not: a listener is told of its bad certificate, not also of a missing one.
        Dictionary<string, List<OfferedCertificate>> byListener = port.Listeners
            .Select(static listener => listener.Name)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(static name => name, static _ => new List<OfferedCertificate>(), StringComparer.Ordinal);
        HashSet<string> unnamed = new(byListener.Keys, StringComparer.Ordinal);

        foreach ((int index, ListenerCertificate configured) in port.Certificates.Index())
        {
            FieldPath here = at.Field("certificates").Index(index);
            unnamed.Remove(configured.Listener);

            if (!byListener.TryGetValue(configured.Listener, out List<OfferedCertificate>? offered))
            {
                diagnostics.Report(LinkDiagnostics.UnknownListener, here.Field("listener"), configured.Listener, port.Port);
            }
            else if (Offer(configured, trust, here, diagnostics) is { } certificate)
            {
                offered.Add(certificate);
            }
        }

        foreach (string listener in unnamed.Order(StringComparer.Ordinal))
        {
            diagnostics.Report(LinkDiagnostics.NoCertificate, at.Field("certificates"), null, listener, port.Port);
        }

        return byListener.ToFrozenDictionary(static pair => pair.Key, static pair => new ListenerTls([.. pair.Value]), StringComparer.Ordinal);
    }

    private OfferedCertificate? Offer(ListenerCertificate configured, X509ChainPolicy? trust, FieldPath at, DiagnosticBag diagnostics)
    {
        HostnamePattern? hostname = null;

        if (configured.Hostname is not null && !HostnamePattern.TryParse(configured.Hostname, out hostname))
        {
            diagnostics.Report(LinkDiagnostics.BadCertificateHostname, at.Field("hostname"), configured.Hostname);
            return null;
        }

        if (Load(configured.KeyPair) is not { } certificate)
        {
            diagnostics.Report(LinkDiagnostics.BadCertificate, at.Field("keyPair"), null, configured.Listener);
            return null;
        }

        return new OfferedCertificate(hostname, certificate, OptionsOf(certificate, trust));
    }

    private ServerCertificate? Load(CertificateKeyPair pair)
    {
        // Several listeners often show one certificate.
        if (_next.TryGetValue(pair, out ServerCertificate? certificate)
            || _last.TryGetValue(pair, out certificate)
            || PemReader.TryRead(pair, out certificate))
        {
            _next[pair] = certificate;
        }

        return certificate;
    }

    private static SslServerAuthenticationOptions OptionsOf(ServerCertificate certificate, X509ChainPolicy? trust) => new()
    {
        ServerCertificateContext = certificate.Context,
        ApplicationProtocols = Protocols,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowRenegotiation = false,
        ClientCertificateRequired = trust is not null,
        CertificateChainPolicy = trust,

        // A resumed session does not show its certificates again. Where a client has to prove itself it does so on every
        // connection: by what is trusted now, and with the issuers that a session would not have kept.
        AllowTlsResume = trust is null,
    };

    private static X509ChainPolicy PolicyOf(ClientCertificateValidation clients, FieldPath at, DiagnosticBag diagnostics)
    {
        // Only the given authorities, and nothing that would make a handshake wait for another server.
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        FieldPath list = at.Field("clientCertificates").Field("caCertificates");

        foreach ((int index, string text) in clients.CaCertificates.Index())
        {
            if (PemReader.TryRead(text, out X509Certificate2Collection? authorities))
            {
                policy.CustomTrustStore.AddRange(authorities);
            }
            else
            {
                diagnostics.Report(LinkDiagnostics.BadAuthority, list.Index(index));
            }
        }

        if (clients.CaCertificates.IsEmpty)
        {
            diagnostics.Report(LinkDiagnostics.BadAuthority, list);
        }

        return policy;
    }
}
