using Gatehouse.Pipeline;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>
/// A Secret (Kubernetes core v1). Only what a gateway may refer to is kept: a certificate and its key. Neither is ever
/// printed.
/// </summary>
internal sealed record SecretResource : Resource
{
    public const string TlsType = "kubernetes.io/tls";

    public override string Kind => KindNames.Secret;

    public required string Type { get; init; }

    /// <summary>The certificate and its key; <see langword="null"/> where <see cref="Fault"/> says why there is none.</summary>
    public CertificateKeyPair? KeyPair { get; init; }

    /// <summary>Why it is no certificate, without a word of what is in it.</summary>
    public string? Fault { get; init; }

    /// <summary>The hosts that the certificate is for.</summary>
    public ValueList<string> DnsNames { get; init; }
}

/// <summary>A ConfigMap (Kubernetes core v1). Only the certificate authorities in it are kept.</summary>
internal sealed record ConfigMapResource : Resource
{
    public const string CaKey = "ca.crt";

    public override string Kind => KindNames.ConfigMap;

    /// <summary>Certificates in PEM; <see langword="null"/> where <see cref="Fault"/> says why there are none.</summary>
    public string? CaCertificates { get; init; }

    public string? Fault { get; init; }
}

/// <summary>A Namespace (Kubernetes core v1): its labels are what selectors select.</summary>
internal sealed record NamespaceResource : Resource
{
    public const string NameLabel = "kubernetes.io/metadata.name";

    public override string Kind => KindNames.Namespace;
}
