using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Pipeline;

/// <summary>How well a certificate fits a server name. Zero: it is for another.</summary>
internal enum NameFit : byte
{
    None = 0,
    Wildcard,
    Exact,
}

/// <summary>
/// A server certificate, ready to be shown. There is one for each text over all listeners and reloads, since what TLS
/// remembers of clients hangs on its context: a new one would make every client shake hands in full again.
/// </summary>
internal sealed class ServerCertificate
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _byName;

    internal ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection issuers)
    {
        // Offline: neither a handshake nor a reload waits for somebody else's server.
        Context = SslStreamCertificateContext.Create(leaf, issuers, offline: true);
        _byName = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        _names.UnionWith(leaf.Extensions
            .OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static names => names.EnumerateDnsNames())
            .Take(Limits.CertificateNamesMax)
            .Select(static name => name.StartsWith("*.", StringComparison.Ordinal) ? name[1..] : name));
    }

    internal SslStreamCertificateContext Context { get; }

    /// <summary>
    /// Whether one of the certificate's own names is the server's: the name itself, or one whose "*" stands for its first
    /// label and no more (RFC 9525 section 6.3).
    /// </summary>
    internal NameFit FitOf(ReadOnlySpan<char> serverName)
    {
        // ".example.com" is what a wildcard is kept as, and no name.
        if (serverName.IsEmpty || serverName[0] == '.')
        {
            return NameFit.None;
        }

        if (_byName.Contains(serverName))
        {
            return NameFit.Exact;
        }

        int dot = serverName.IndexOf('.');
        return dot > 0 && _byName.Contains(serverName[dot..]) ? NameFit.Wildcard : NameFit.None;
    }
}
