using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads <c>spec.tls</c> of a Gateway: client certificates of both sides.</summary>
internal static class GatewayTlsBinder
{
    private const int PortsMax = 64;
    private const int CaCertificatesMax = 16;

    public static GatewayTls Bind(Fields tls)
    {
        Fields? frontend = tls.Find("frontend")?.Fields();
        Fields? backend = tls.Find("backend")?.Fields();
        GatewayTls bound = new()
        {
            Frontend = frontend?.Require("default")?.Fields() is { } whole ? BindConfig(whole) : null,
            PerPort = frontend is null ? [] : BindPerPort(frontend),
            ClientCertificateRef = backend?.Find("clientCertificateRef")?.Fields() is { } reference
                ? ReferenceBinder.Bind(reference, KindNames.CoreGroup, KindNames.Secret)
                : null,
        };
        frontend?.Close();
        backend?.Close();
        tls.Close();
        return bound;
    }

    private static ValueList<PortValidation> BindPerPort(Fields frontend)
    {
        List<PortValidation> ports = [];

        foreach (FieldValue item in frontend.Items("perPort", PortsMax))
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            int port = fields.Require("port")?.PortNumber() ?? 0;
            ports.Add(new PortValidation(port, fields.Require("tls")?.Fields() is { } tls ? BindConfig(tls) : null));

            if (ports.Count(known => known.Port == port) > 1)
            {
                fields.ReportField("port", ManifestDiagnostics.NotUnique, null, "a port in perPort");
            }

            fields.Close();
        }

        return ports.ToValueList();
    }

    private static FrontendValidation? BindConfig(Fields config)
    {
        FrontendValidation? validation = config.Find("validation")?.Fields() is { } fields ? BindValidation(fields) : null;
        config.Close();
        return validation;
    }

    private static FrontendValidation BindValidation(Fields fields)
    {
        ValueList<ObjectReference> authorities = ReferenceBinder.BindList(
            fields.Require("caCertificateRefs"), CaCertificatesMax, null, null, countMin: 1);
        bool isInsecure = fields.Find("mode")?.OneOf("AllowValidOnly", "AllowInsecureFallback") == "AllowInsecureFallback";
        fields.Close();
        return new FrontendValidation(authorities, isInsecure);
    }
}
