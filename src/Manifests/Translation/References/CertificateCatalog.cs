using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Resolves references to Secrets with a certificate and to ConfigMaps with certificate authorities.</summary>
internal sealed class CertificateCatalog(ManifestSet manifests, ReferenceGrants grants, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, SecretResource> _secrets = manifests
        .All<SecretResource>()
        .ToDictionary(secret => secret.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, ConfigMapResource> _maps = manifests
        .All<ConfigMapResource>()
        .ToDictionary(map => map.Name, StringComparer.Ordinal);

    /// <summary>The Secret with a certificate and its key, or why there is none.</summary>
    /// <param name="referrer">Who refers to it.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="at">Where it is written.</param>
    /// <param name="reason">The reason of a reference that does not resolve.</param>
    public (SecretResource? Secret, Fault? Fault) FindKeyPair(
        Resource referrer, ObjectReference reference, FieldPath at, string reason)
    {
        if (reference.Group != KindNames.CoreGroup || reference.Kind != KindNames.Secret)
        {
            return (null, Report(at.Field("kind"), new Fault(reason, $"kind {reference.GroupKind} can not be a certificate")));
        }

        if (Refuse(referrer, reference, at) is { } refusal)
        {
            return (null, refusal);
        }

        string name = FullName(referrer, reference);
        SecretResource? secret = _secrets.GetValueOrDefault(name);
        string? problem = secret is null ? "there is no such object" : secret.Fault;
        return problem is null ? (secret, null) : (null, Report(at, new Fault(reason, $"Secret {name} is no certificate: {problem}")));
    }

    /// <summary>Certificate authorities in PEM, or why there are none.</summary>
    /// <param name="referrer">Who refers to them.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="at">Where it is written.</param>
    /// <param name="kindReason">The reason of a reference to a wrong kind of object.</param>
    public (string? Authorities, Fault? Fault) FindAuthorities(
        Resource referrer, ObjectReference reference, FieldPath at, string kindReason)
    {
        if (reference.Group != KindNames.CoreGroup || reference.Kind != KindNames.ConfigMap)
        {
            string message = $"kind {reference.GroupKind} can not hold certificate authorities";
            return (null, ReportAuthorities(at.Field("kind"), new Fault(kindReason, message)));
        }

        if (Refuse(referrer, reference, at) is { } refusal)
        {
            return (null, refusal);
        }

        string name = FullName(referrer, reference);
        ConfigMapResource? map = _maps.GetValueOrDefault(name);
        string? problem = map is null ? "there is no such object" : map.Fault;
        return problem is null
            ? (map!.CaCertificates, null)
            : (null, ReportAuthorities(at, new Fault(Reasons.InvalidCaCertificateRef, $"ConfigMap {name} is no authority: {problem}")));
    }

    private static string FullName(Resource referrer, ObjectReference reference) =>
        $"{reference.Namespace ?? referrer.Metadata.Namespace}/{reference.Name}";

    private Fault? Refuse(Resource referrer, ObjectReference reference, FieldPath at)
    {
        if (grants.Allow(referrer, reference))
        {
            return null;
        }

        string target = $"{reference.Kind} {reference.Namespace}/{reference.Name}";
        diagnostics.Report(ManifestDiagnostics.RefNotPermitted, at.Field("namespace"), null, target, referrer.Kind);
        return new Fault(Reasons.RefNotPermitted, $"no ReferenceGrant lets {referrer.ObjectName} refer to {target}");
    }

    private Fault Report(FieldPath at, Fault fault)
    {
        diagnostics.Report(ManifestDiagnostics.CertificateRefInvalid, at, null, fault.Message);
        return fault;
    }

    private Fault ReportAuthorities(FieldPath at, Fault fault)
    {
        diagnostics.Report(ManifestDiagnostics.CaCertificateRefInvalid, at, null, fault.Message);
        return fault;
    }
}
