using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Judges a Gateway by itself: parameters, addresses, and what it shows to backends.</summary>
internal sealed class GatewayInspection(CertificateCatalog certificates, DiagnosticBag diagnostics)
{
    public void Inspect(ServedGateway gateway, GatewayClassResource ownClass)
    {
        FieldPath spec = gateway.Path.Field("spec");

        // What a class asks for is not known, so neither is what its Gateways should be.
        if (ownClass.HasParameters)
        {
            gateway.Refusal = new Fault(Reasons.Pending, $"GatewayClass {ownClass.Name} is not accepted");
        }
        else if (gateway.Resource.HasParameters)
        {
            gateway.Refusal = new Fault(Reasons.InvalidParameters, "infrastructure.parametersRef refers to nothing that is known");
            diagnostics.Report(
                ManifestDiagnostics.ParametersUnknown, spec.Field("infrastructure").Field("parametersRef"), null, "the Gateway");
        }

        InspectAddresses(gateway, spec.Field("addresses"));
        InspectClientCertificate(gateway, spec.Field("tls").Field("backend").Field("clientCertificateRef"));
        WarnOfFallback(gateway, spec.Field("tls").Field("frontend"));
    }

    private void InspectAddresses(ServedGateway gateway, FieldPath list)
    {
        for (int i = 0; i < gateway.Resource.Addresses.Count; i++)
        {
            GatewayAddress address = gateway.Resource.Addresses[i];

            if (address.Type != GatewayAddress.IpAddressType)
            {
                gateway.Refusal ??= new Fault(Reasons.UnsupportedAddress, $"an address of type {address.Type} is not supported");
                diagnostics.Report(ManifestDiagnostics.AddressNotServed, list.Index(i), address.Value, address.Type);
            }
        }
    }

    private void InspectClientCertificate(ServedGateway gateway, FieldPath at)
    {
        if (gateway.Resource.Tls.ClientCertificateRef is { } reference)
        {
            (SecretResource? secret, Fault? fault) = certificates.FindKeyPair(
                gateway.Resource, reference, at, Reasons.InvalidClientCertificateRef);
            gateway.Resolution = fault;
            gateway.BackendCertificate = secret?.KeyPair;
        }
    }

    private void WarnOfFallback(ServedGateway gateway, FieldPath at)
    {
        if (IsInsecure(gateway.Resource.Tls))
        {
            diagnostics.Report(ManifestDiagnostics.InsecureFallback, at);
        }
    }

    /// <summary>Whether clients without a valid certificate are served where they are asked for one.</summary>
    public static bool IsInsecure(GatewayTls tls) =>
        tls.Frontend is { IsInsecureFallback: true } || tls.PerPort.Any(port => port.Validation is { IsInsecureFallback: true });
}
