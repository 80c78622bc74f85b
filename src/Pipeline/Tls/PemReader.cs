using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Pipeline;

/// <summary>Reads certificates and keys from PEM (RFC 7468). What cannot be read is an everyday outcome.</summary>
internal static class PemReader
{
    /// <summary>Reads a certificate with its RSA or ECDSA key, and its issuers.</summary>
    internal static bool TryRead(CertificateKeyPair pair, [NotNullWhen(true)] out ServerCertificate? certificate)
    {
        certificate = null;
        string text = pair.Certificates.Reveal();

        if (!IsBounded(text) || !IsBounded(pair.PrivateKey.Reveal()))
        {
            return false;
        }

        try
        {
            X509Certificate2 leaf = X509Certificate2.CreateFromPem(text, pair.PrivateKey.Reveal());
            certificate = HasServerKey(leaf) ? new ServerCertificate(Usable(leaf), IssuersOf(text)) : null;
            return certificate is not null;
        }
        catch (Exception problem) when (IsUnreadable(problem))
        {
            return false;
        }
    }

    /// <summary>Reads certificates, at least one.</summary>
    internal static bool TryRead(string text, [NotNullWhen(true)] out X509Certificate2Collection? certificates)
    {
        certificates = [];

        try
        {
            if (IsBounded(text))
            {
                certificates.ImportFromPem(text);
            }
        }
        catch (Exception problem) when (IsUnreadable(problem))
        {
            certificates.Clear();
        }

        certificates = certificates.Count == 0 ? null : certificates;
        return certificates is not null;
    }

    private static X509Certificate2Collection IssuersOf(string text)
    {
        X509Certificate2Collection all = [];
        all.ImportFromPem(text);
        all.RemoveAt(0);
        return all;
    }

    private static bool HasServerKey(X509Certificate2 leaf)
    {
        using RSA? rsa = leaf.GetRSAPrivateKey();
        using ECDsa? ecdsa = leaf.GetECDsaPrivateKey();
        return rsa is not null || ecdsa is not null;
    }

    // Windows hands a key to its TLS only from a key store of its own, which the detour through PKCS #12 gives it.
    private static X509Certificate2 Usable(X509Certificate2 leaf) =>
        OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null) : leaf;

    private static bool IsBounded(string text) =>
        text.Length <= Limits.PemLengthMax && text.AsSpan().Count("-----BEGIN CERTIFICATE") <= Limits.PemCertificatesMax;

    private static bool IsUnreadable(Exception problem) => problem is CryptographicException or ArgumentException or NotSupportedException;
}
