using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Resolves the certificate authorities of a Gateway's clients: once, however many listeners ask.</summary>
internal sealed class FrontendAuthorities(CertificateCatalog certificates)
{
    private readonly Dictionary<FrontendValidation, (ValueList<string> Trusted, Fault? Fault)> _found =
        new(ReferenceEqualityComparer.Instance);

    public (ValueList<string> Trusted, Fault? Fault) Find(ServedGateway gateway, FrontendValidation validation)
    {
        if (!_found.TryGetValue(validation, out (ValueList<string> Trusted, Fault? Fault) found))
        {
            found = Resolve(gateway, validation);
            _found.Add(validation, found);
        }

        return found;
    }

    private (ValueList<string> Trusted, Fault? Fault) Resolve(ServedGateway gateway, FrontendValidation validation)
    {
        FieldPath list = PathOf(gateway, validation).Field("validation").Field("caCertificateRefs");
        List<string> trusted = [];
        Fault? first = null;

        for (int i = 0; i < validation.CaCertificateRefs.Count; i++)
        {
            (string? authorities, Fault? fault) = certificates.FindAuthorities(
                gateway.Resource, validation.CaCertificateRefs[i], list.Index(i), Reasons.InvalidCaCertificateKind);
            first ??= fault;

            if (authorities is not null)
            {
                trusted.Add(authorities);
            }
        }

        return (trusted.ToValueList(), first);
    }

    private static FieldPath PathOf(ServedGateway gateway, FrontendValidation validation)
    {
        FieldPath frontend = gateway.Path.Field("spec").Field("tls").Field("frontend");
        ValueList<PortValidation> ports = gateway.Resource.Tls.PerPort;

        for (int i = 0; i < ports.Count; i++)
        {
            if (ReferenceEquals(ports[i].Validation, validation))
            {
                return frontend.Field("perPort").Index(i).Field("tls");
            }
        }

        return frontend.Field("default");
    }
}
