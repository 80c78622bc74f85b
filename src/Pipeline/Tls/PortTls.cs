using System.Collections.Frozen;

namespace Gatehouse.Pipeline;

/// <summary>How TLS is terminated on a port: by the listener that the server name chose. Immutable.</summary>
internal sealed class PortTls(FrozenDictionary<string, ListenerTls> byListener, ClientCertificateMode? clientCertificates)
{
    /// <summary>What happens to clients without a valid certificate; <see langword="null"/> where none is asked for one.</summary>
    internal ClientCertificateMode? ClientCertificates => clientCertificates;

    internal OfferedCertificate? Choose(string listener, ReadOnlySpan<char> serverName) =>
        byListener.GetValueOrDefault(listener)?.Choose(serverName);
}
