using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

internal static class BackendTlsPolicyBinder
{
    private const int CaCertificatesMax = 8;
    private const int SubjectAltNamesMax = 5;
    private const int UriMax = 253;

    public static BackendTlsPolicyResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        ValueList<PolicyTarget> targets = TargetRefBinder.Bind(spec);
        spec.Ignore("options");
        Fields? validation = spec.Require("validation")?.Fields();
        spec.Close();
        return validation is null ? null : BindValidation(head, targets, validation);
    }

    private static BackendTlsPolicyResource BindValidation(ObjectHead head, ValueList<PolicyTarget> targets, Fields fields)
    {
        BackendTlsPolicyResource policy = new()
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            TargetRefs = targets,
            Hostname = fields.Require("hostname") is { } hostname ? NameRules.PreciseHostname(hostname) ?? "" : "",
            CaCertificateRefs = ReferenceBinder.BindList(fields.Find("caCertificateRefs"), CaCertificatesMax, null, null, isLocal: true),
            WellKnownCaCertificates = fields.Find("wellKnownCACertificates")?.Text(1, 253),
            SubjectAltNames = BindNames(fields),
        };

        // CEL: "must not contain both" and "must specify either CACertificateRefs or WellKnownCACertificates".
        if (policy.CaCertificateRefs.IsEmpty == !fields.Has("wellKnownCACertificates"))
        {
            fields.Report(ManifestDiagnostics.FieldChoice, null, "exactly one", "caCertificateRefs and wellKnownCACertificates");
        }

        fields.Close();
        return policy;
    }

    private static ValueList<SubjectAltName> BindNames(Fields validation)
    {
        List<SubjectAltName> names = [];

        foreach (FieldValue item in validation.Items("subjectAltNames", SubjectAltNamesMax))
        {
            if (item.Fields() is { } fields)
            {
                names.Add(BindName(fields));
                fields.Close();
            }
        }

        return names.ToValueList();
    }

    private static SubjectAltName BindName(Fields fields)
    {
        string? type = fields.Require("type")?.OneOf("Hostname", "URI");
        string? hostname = fields.Find("hostname") is { } host ? NameRules.Hostname(host) : null;
        string? uri = fields.Find("uri")?.Text(1, UriMax);
        (string needed, string forbidden) = type == "URI" ? ("uri", "hostname") : ("hostname", "uri");

        if (type is not null && (!fields.Has(needed) || fields.Has(forbidden)))
        {
            fields.Report(ManifestDiagnostics.TypeAndFieldDiffer, null, type, needed);
        }

        return new SubjectAltName(type == "URI", (type == "URI" ? uri : hostname) ?? "");
    }
}
