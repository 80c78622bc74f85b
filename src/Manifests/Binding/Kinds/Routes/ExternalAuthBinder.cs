namespace Gatehouse.Manifests;

/// <summary>Reads ExternalAuth (experimental channel), which is not served yet: only its backend is kept.</summary>
internal static class ExternalAuthBinder
{
    private const int HeadersMax = 64;
    private const int PathMax = 1_024;

    public static BackendReference? Bind(Fields fields)
    {
        string? protocol = fields.Require("protocol")?.OneOf("HTTP", "GRPC");
        BackendReference? backend = fields.Require("backendRef")?.Fields() is { } reference ? BackendRefBinder.Bind(reference) : null;
        CheckHeaders(fields.Find("http")?.Fields(), isHttp: true);
        CheckHeaders(fields.Find("grpc")?.Fields(), isHttp: false);

        if (fields.Find("forwardBody")?.Fields() is { } body)
        {
            body.Find("maxSize")?.Number(0, ushort.MaxValue);
            body.Close();
        }

        // CEL: "grpc must be specified when protocol is set to 'GRPC'" was dropped for "must not be specified when it is not".
        (string own, string other) = protocol == "GRPC" ? ("grpc", "http") : ("http", "grpc");

        if (protocol is not null && fields.Has(other))
        {
            fields.ReportField(other, ManifestDiagnostics.TypeAndFieldDiffer, null, protocol, own);
        }

        fields.Close();
        return backend;
    }

    private static void CheckHeaders(Fields? fields, bool isHttp)
    {
        if (fields is null)
        {
            return;
        }

        if (isHttp)
        {
            fields.Find("path")?.Text(0, PathMax);
            HeaderRules.CheckNames(fields, "allowedResponseHeaders", HeadersMax);
        }

        HeaderRules.CheckNames(fields, "allowedHeaders", HeadersMax);
        fields.Close();
    }
}
