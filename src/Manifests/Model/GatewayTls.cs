using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>How a listener speaks TLS.</summary>
/// <param name="IsPassthrough">Whether the bytes go through as they are, to be decrypted by the backend.</param>
/// <param name="CertificateRefs">Its server certificates.</param>
internal sealed record ListenerTls(bool IsPassthrough, ValueList<ObjectReference> CertificateRefs);

/// <summary>What a Gateway says about TLS for all of its listeners and backends.</summary>
internal sealed record GatewayTls
{
    /// <summary>How clients prove who they are to HTTPS listeners.</summary>
    public FrontendValidation? Frontend { get; init; }

    /// <summary>What replaces it on single ports; without validation, nothing is asked for there.</summary>
    public ValueList<PortValidation> PerPort { get; init; }

    /// <summary>What the Gateway shows to backends that ask.</summary>
    public ObjectReference? ClientCertificateRef { get; init; }

    public FrontendValidation? ValidationOf(int port)
    {
        foreach (PortValidation entry in PerPort)
        {
            if (entry.Port == port)
            {
                return entry.Validation;
            }
        }

        return Frontend;
    }
}

/// <summary>How clients' certificates are verified.</summary>
/// <param name="CaCertificateRefs">Whose certificates are trusted.</param>
/// <param name="IsInsecureFallback">Whether clients without a valid certificate are served as well.</param>
internal sealed record FrontendValidation(ValueList<ObjectReference> CaCertificateRefs, bool IsInsecureFallback);

internal sealed record PortValidation(int Port, FrontendValidation? Validation);
