using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>BackendTLSPolicy: which Services are spoken to in TLS, and how their certificates are verified.</summary>
internal sealed class BackendTlsPolicies
{
    private const string SystemAuthorities = "System";

    private static readonly (string Group, string Kind)[] Targets = [(KindNames.CoreGroup, KindNames.Service)];

    private readonly CertificateCatalog _certificates;
    private readonly Dictionary<string, (PolicyVerdict Verdict, ValueList<string> Trusted)> _judged = new(StringComparer.Ordinal);

    public BackendTlsPolicies(
        ManifestSet manifests, PolicyTargets targets, CertificateCatalog certificates, DiagnosticBag diagnostics)
    {
        _certificates = certificates;
        Attachment = new PolicyAttachment<BackendTlsPolicyResource>(
            manifests.All<BackendTlsPolicyResource>(), Targets, targets, diagnostics);

        foreach ((BackendTlsPolicyResource policy, _) in Attachment.All)
        {
            _judged.Add(policy.Name, JudgeOne(policy, diagnostics));
        }
    }

    public PolicyAttachment<BackendTlsPolicyResource> Attachment { get; }

    /// <summary>The policy of a Service's port: that of the port's name before that of the whole Service.</summary>
    public BackendTlsPolicyResource? Find(ServiceResource service, ServicePort port)
    {
        PolicyPlace whole = new(KindNames.CoreGroup, KindNames.Service, service.Metadata.Namespace, service.Metadata.Name);
        return port.Name.Length == 0 ? Attachment.Find(whole) : Attachment.Find(whole with { SectionName = port.Name }, whole);
    }

    public PolicyVerdict Judge(BackendTlsPolicyResource policy) => _judged[policy.Name].Verdict;

    /// <summary>What a data plane has to know. Where no authority can be used, nobody is trusted.</summary>
    public BackendTls Resolve(BackendTlsPolicyResource policy) => new()
    {
        Hostname = policy.Hostname,
        CaCertificates = _judged[policy.Name].Trusted,
        UsesSystemTrust = policy.WellKnownCaCertificates == SystemAuthorities,
        SubjectAltNames = policy.SubjectAltNames.Select(name => new BackendSubjectAltName(name.IsUri, name.Value)).ToValueList(),
    };

    private (PolicyVerdict Verdict, ValueList<string> Trusted) JudgeOne(BackendTlsPolicyResource policy, DiagnosticBag diagnostics)
    {
        FieldPath validation = FieldPath.Of(policy.ObjectName).Field("spec").Field("validation");

        if (policy.WellKnownCaCertificates is { } known)
        {
            return (new PolicyVerdict(JudgeKnown(known, validation.Field("wellKnownCACertificates"), diagnostics), null, true), []);
        }

        List<string> trusted = [];
        Fault? first = null;

        for (int i = 0; i < policy.CaCertificateRefs.Count; i++)
        {
            (string? authorities, Fault? fault) = _certificates.FindAuthorities(
                policy, policy.CaCertificateRefs[i], validation.Field("caCertificateRefs").Index(i), Reasons.InvalidKind);
            first ??= fault;

            if (authorities is not null)
            {
                trusted.Add(authorities);
            }
        }

        Fault? acceptance = trusted.Count > 0 ? null : new Fault(Reasons.NoValidCaCertificate, "none of its caCertificateRefs can be used");
        return (new PolicyVerdict(acceptance, first, true), trusted.ToValueList());
    }

    private static Fault? JudgeKnown(string known, FieldPath at, DiagnosticBag diagnostics)
    {
        if (known == SystemAuthorities)
        {
            return null;
        }

        Fault fault = new(Reasons.Invalid, $"wellKnownCACertificates {known} are not known");
        diagnostics.Report(ManifestDiagnostics.WellKnownUnknown, at, known);
        return fault;
    }
}
