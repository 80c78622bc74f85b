using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Pipeline;

/// <summary>Which certificates of clients are good on a port. Immutable.</summary>
internal sealed class ClientTrust(X509ChainPolicy policy, ClientCertificateMode mode)
{
    /// <summary>How a chain is built; shared by all handshakes.</summary>
    internal X509ChainPolicy Policy => policy;

    /// <summary>What happens to clients without a valid certificate.</summary>
    internal ClientCertificateMode Mode => mode;

    /// <summary>
    /// The same text for the same set of authorities, over reloads: connections keep it to say who was trusted when they were
    /// admitted, without keeping the certificates themselves.
    /// </summary>
    internal string Authorities { get; } = Convert.ToHexString(SHA256.HashData([.. policy.CustomTrustStore
        .Select(static authority => authority.GetCertHashString(HashAlgorithmName.SHA256))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .SelectMany(Convert.FromHexString)]));
}
