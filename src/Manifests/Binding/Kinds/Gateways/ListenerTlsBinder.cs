using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads <c>tls</c> of a listener.</summary>
internal static class ListenerTlsBinder
{
    private const int CertificatesMax = 64;

    public static ListenerTls? Bind(Fields listener, string? protocol)
    {
        if (listener.Find("tls")?.Fields() is not { } fields)
        {
            return null;
        }

        string? mode = fields.Find("mode")?.OneOf("Terminate", "Passthrough");
        ValueList<ObjectReference> certificates = ReferenceBinder.BindList(
            fields.Find("certificateRefs"), CertificatesMax, KindNames.CoreGroup, KindNames.Secret);
        fields.Ignore("options");
        CheckMode(fields, mode, protocol);

        // CEL: "certificateRefs or options must be specified when mode is Terminate". An empty list says nothing.
        bool isTerminated = mode == "Terminate" || !fields.Has("mode");

        if (isTerminated && protocol is not ("HTTP" or "TCP" or "UDP") && !fields.Has("certificateRefs") && !fields.Has("options"))
        {
            fields.Report(ManifestDiagnostics.FieldChoice, null, "at least one", "certificateRefs and options with mode Terminate");
        }

        fields.Close();
        return new ListenerTls(mode == "Passthrough", certificates);
    }

    private static void CheckMode(Fields tls, string? mode, string? protocol)
    {
        // CEL: "tls mode must be Terminate for protocol HTTPS".
        if (protocol == "HTTPS" && mode == "Passthrough")
        {
            tls.ReportField("mode", ManifestDiagnostics.NotOneOf, mode, "Terminate");
        }

        // CEL: "tls mode must be set for protocol TLS".
        if (protocol == "TLS" && !tls.Has("mode"))
        {
            tls.Require("mode");
        }
    }
}
