using System.Collections.Frozen;
using Gatehouse.Primitives;

namespace Gatehouse.Pipeline;

/// <summary>How TLS is terminated on a port: by the listener that the server name chose. Immutable.</summary>
internal sealed class PortTls(FrozenDictionary<string, ListenerTls> byListener, ClientTrust? clients)
{
    /// <summary>Which certificates of clients are good; <see langword="null"/> where none is asked for one.</summary>
    internal ClientTrust? Clients => clients;

    /// <summary>
    /// Whether a connection would be admitted today: a reload may ask for certificates, or trust others, under a live one. What
    /// was judged by other authorities counts for nothing, good or bad, and a client that showed none is good for the fallback only.
    /// </summary>
    internal bool StillAdmits(ConnectionFacts connection) => connection.PeerCertificate == PeerCertificateVerdict.None
        ? clients is not { Mode: ClientCertificateMode.AllowValidOnly }
        : connection.PeerAuthorities == clients?.Authorities
            && (connection.PeerCertificate == PeerCertificateVerdict.Trusted || clients is not { Mode: ClientCertificateMode.AllowValidOnly });

    internal OfferedCertificate? Choose(string listener, ReadOnlySpan<char> serverName) =>
        byListener.GetValueOrDefault(listener)?.Choose(serverName);
}
