using System.Globalization;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads RequestRedirect and URLRewrite, which share the path modifier.</summary>
internal static class RedirectBinder
{
    private const int PathMax = 1_024;

    public static RequestRedirect BindRedirect(Fields fields)
    {
        RequestRedirect redirect = new()
        {
            Scheme = fields.Find("scheme")?.OneOf("http", "https"),
            Hostname = BindHostname(fields),
            Path = BindPath(fields),
            Port = fields.Find("port")?.PortNumber(),
            StatusCode = fields.Find("statusCode") is { } status ? BindStatus(status) : 302,
        };
        fields.Close();
        return redirect;
    }

    public static UrlRewrite BindRewrite(Fields fields)
    {
        UrlRewrite rewrite = new() { Hostname = BindHostname(fields), Path = BindPath(fields) };
        fields.Close();
        return rewrite;
    }

    private static string? BindHostname(Fields fields) =>
        fields.Find("hostname") is { } hostname ? NameRules.PreciseHostname(hostname) : null;

    private static int BindStatus(FieldValue value)
    {
        int? status = value.Number(int.MinValue, int.MaxValue);

        if (status is null or 301 or 302 or 303 or 307 or 308)
        {
            return status ?? 302;
        }

        value.Report(ManifestDiagnostics.NotOneOf, status.Value.ToString(CultureInfo.InvariantCulture), "301, 302, 303, 307, 308");
        return 302;
    }

    private static PathModifier? BindPath(Fields parent)
    {
        if (parent.Find("path")?.Fields() is not { } fields)
        {
            return null;
        }

        string? type = fields.Require("type")?.OneOf("ReplaceFullPath", "ReplacePrefixMatch");
        string? full = fields.Find("replaceFullPath")?.Text(0, PathMax);
        string? prefix = fields.Find("replacePrefixMatch")?.Text(0, PathMax);
        fields.Close();

        bool isFull = type == "ReplaceFullPath";
        string needed = isFull ? "replaceFullPath" : "replacePrefixMatch";

        if (type is not null && (!fields.Has(needed) || fields.Has(isFull ? "replacePrefixMatch" : "replaceFullPath")))
        {
            fields.Report(ManifestDiagnostics.TypeAndFieldDiffer, null, type, needed);
        }

        return new PathModifier(
            isFull ? PathModifierType.ReplaceFullPath : PathModifierType.ReplacePrefixMatch, (isFull ? full : prefix) ?? "");
    }
}
