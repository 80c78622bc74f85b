namespace Gatehouse.Pipeline;

/// <summary>The bounds of this package, in one place.</summary>
internal static class Limits
{
    /// <summary>The longest text of certificates or of a key, in characters.</summary>
    internal const int PemLengthMax = 1_048_576;

    /// <summary>The most certificates of one text: a server's with its issuers, or authorities.</summary>
    internal const int PemCertificatesMax = 1_000;

    /// <summary>The most names of a certificate that decide when it is shown. Authorities sign at most 100 (Let's Encrypt), some 250.</summary>
    internal const int CertificateNamesMax = 1_000;

    /// <summary>The longest text of a request that names whose limit is charged, in characters; a longer one names nobody.</summary>
    internal const int KeyTextLengthMax = 1_024;
}
