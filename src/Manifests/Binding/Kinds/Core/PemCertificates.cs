using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Whether texts are the certificates they should be. Expiry is not judged: that is the handshake's business.</summary>
internal static class PemCertificates
{
    /// <summary>Why this is no certificate with its key; <see langword="null"/> where it is one. Repeats nothing of either.</summary>
    public static string? FindFault(string certificates, string key, out ValueList<string> dnsNames)
    {
        dnsNames = [];

        if (!IsBounded(certificates) || !IsBounded(key))
        {
            return "its tls.crt or tls.key is too large";
        }

        try
        {
            using X509Certificate2 pair = X509Certificate2.CreateFromPem(certificates, key);
            dnsNames = DnsNamesOf(pair);

            // As strict as the compiler that loads them: what is said to be good here must not refuse a configuration there.
            return !HasServerKey(pair) ? "its tls.key is neither an RSA nor an ECDSA key"
                : AreCertificates(certificates) ? null
                : "a certificate after the first of its tls.crt is broken";
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or NotSupportedException)
        {
            return "its tls.crt and tls.key are no PEM certificate with its private key";
        }
    }

    /// <summary>Whether a text holds certificates, and only such.</summary>
    public static bool AreCertificates(string text)
    {
        X509Certificate2Collection found = [];

        try
        {
            if (IsBounded(text))
            {
                found.ImportFromPem(text);
            }

            return found.Count > 0;
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or NotSupportedException)
        {
            return false;
        }
        finally
        {
            foreach (X509Certificate2 certificate in found)
            {
                certificate.Dispose();
            }
        }
    }

    private static bool HasServerKey(X509Certificate2 pair)
    {
        using RSA? rsa = pair.GetRSAPrivateKey();
        using ECDsa? ecdsa = pair.GetECDsaPrivateKey();
        return rsa is not null || ecdsa is not null;
    }

    private static bool IsBounded(string text) =>
        text.Length <= Limits.PemLengthMax && text.AsSpan().Count("-----BEGIN") <= Limits.PemLabelsMax;

    private static ValueList<string> DnsNamesOf(X509Certificate2 certificate) =>
        certificate.Extensions
            .OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(Limits.CertificateNamesMax)
            .ToValueList();
}
