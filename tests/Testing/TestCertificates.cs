using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Testing;

/// <summary>What a certificate's key is.</summary>
public enum TestKey
{
    /// <summary>P-256: quick to make.</summary>
    Ecdsa,

    /// <summary>2 048 bits.</summary>
    Rsa,
}

/// <summary>A certificate with its key, as an object and as PEM.</summary>
/// <param name="Certificate">The certificate with its key.</param>
/// <param name="ChainPem">The certificate, then its issuers up to but without the root.</param>
/// <param name="KeyPem">The key.</param>
public sealed record TestCertificate(X509Certificate2 Certificate, string ChainPem, string KeyPem);

/// <summary>A certificate authority that lives as long as a test: nobody trusts it but who is told to.</summary>
public sealed class TestCertificates
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // What stands between the root and this authority, itself included.
    private readonly string _issuersPem;

    private TestCertificates(X509Certificate2 authority, string rootPem, string issuersPem)
    {
        Authority = authority;
        RootPem = rootPem;
        _issuersPem = issuersPem;
    }

    /// <summary>The authority's own certificate, with its key.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The certificate of the root that this authority leads to.</summary>
    public string RootPem { get; }

    /// <summary>A new root.</summary>
    public static TestCertificates NewRoot(string name = "Test root")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        AddAuthorityExtensions(request);
        X509Certificate2 root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
        return new TestCertificates(root, root.ExportCertificatePem() + "\n", "");
    }

    /// <summary>An authority below this one.</summary>
    public TestCertificates NewIntermediate(string name = "Test intermediate")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        AddAuthorityExtensions(request);
        X509Certificate2 authority = Sign(request, DateTimeOffset.UtcNow.AddDays(20)).CopyWithPrivateKey(key);
        return new TestCertificates(authority, RootPem, authority.ExportCertificatePem() + "\n" + _issuersPem);
    }

    /// <summary>A certificate for a server of those names.</summary>
    public TestCertificate Server(params string[] dnsNames) => Server(TestKey.Ecdsa, dnsNames);

    /// <inheritdoc cref="Server(string[])"/>
    public TestCertificate Server(TestKey key, params string[] dnsNames)
    {
        SubjectAlternativeNameBuilder names = new();

        foreach (string name in dnsNames)
        {
            names.AddDnsName(name);
        }

        return Issue(key, "Test server", ServerAuthentication, DateTimeOffset.UtcNow.AddDays(10), dnsNames.Length == 0 ? null : names.Build());
    }

    /// <summary>A certificate for a client.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="isExpired">Whether its time is over.</param>
    public TestCertificate Client(string name, bool isExpired = false) =>
        Issue(TestKey.Ecdsa, name, ClientAuthentication, DateTimeOffset.UtcNow.AddDays(isExpired ? -1 : 10), null);

    private TestCertificate Issue(TestKey kind, string name, string purpose, DateTimeOffset end, X509Extension? names)
    {
        using RSA? rsa = kind == TestKey.Rsa ? RSA.Create(2048) : null;
        using ECDsa? ecdsa = kind == TestKey.Rsa ? null : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = rsa is not null
            ? new($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new($"CN={name}", ecdsa!, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));

        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        X509Certificate2 signed = Sign(request, end);
        X509Certificate2 whole = rsa is not null ? signed.CopyWithPrivateKey(rsa) : signed.CopyWithPrivateKey(ecdsa!);
        string key = rsa is not null ? rsa.ExportPkcs8PrivateKeyPem() : ecdsa!.ExportPkcs8PrivateKeyPem();
        return new TestCertificate(whole, whole.ExportCertificatePem() + "\n" + _issuersPem, key + "\n");
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset end) => request.Create(
        Authority.SubjectName,
        X509SignatureGenerator.CreateForECDsa(Authority.GetECDsaPrivateKey()!),
        Authority.NotBefore,
        end,
        RandomNumberGenerator.GetBytes(16));

    private static void AddAuthorityExtensions(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
    }
}
