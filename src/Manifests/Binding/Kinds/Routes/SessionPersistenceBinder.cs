namespace Gatehouse.Manifests;

/// <summary>Checks a rule's session persistence (experimental channel, GEP-1619), which is not served yet.</summary>
internal static class SessionPersistenceBinder
{
    private const int NameMax = 128;
    private const int PathMax = 1_024;

    public static void Check(FieldValue? value)
    {
        if (value?.Fields() is not { } fields)
        {
            return;
        }

        string type = fields.Find("type")?.OneOf("Cookie", "Header") ?? "Cookie";
        fields.Find("sessionName")?.Text(0, NameMax);
        CheckDuration(fields, "absoluteTimeout");
        CheckDuration(fields, "idleTimeout");

        if (fields.Find("cookie")?.Fields() is { } cookie && CheckCookie(cookie) == "Permanent" && !fields.Has("absoluteTimeout"))
        {
            // CEL: "AbsoluteTimeout must be specified when cookie lifetimeType is Permanent".
            fields.Require("absoluteTimeout");
        }

        if (fields.Find("header")?.Fields() is { } header)
        {
            header.Find("name")?.Text(0, NameMax);
            header.Close();
        }

        (string own, string other) = type == "Header" ? ("header", "cookie") : ("cookie", "header");

        if (fields.Has(other))
        {
            fields.ReportField(other, ManifestDiagnostics.TypeAndFieldDiffer, null, type, own);
        }

        fields.Close();
    }

    private static string? CheckCookie(Fields cookie)
    {
        cookie.Find("name")?.Text(0, NameMax);
        cookie.Find("path")?.Text(0, PathMax);
        string? lifetime = cookie.Find("lifetimeType")?.OneOf("Session", "Permanent");
        cookie.Close();
        return lifetime;
    }

    private static void CheckDuration(Fields fields, string name)
    {
        if (fields.Find(name) is { } value)
        {
            DurationRules.Duration(value);
        }
    }
}
