using System.Text.RegularExpressions;

namespace Gatehouse.Manifests;

/// <summary>Checks CORS, which is not served yet.</summary>
internal static partial class CorsBinder
{
    private const int EntriesMax = 64;
    private const int MethodsMax = 9;
    private const string OriginFormat = "an origin such as https://shop.example or https://*.shop.example:8443, or '*'";

    public static FilterSpec Bind(string type, Fields fields)
    {
        CheckList(fields, "allowOrigins", EntriesMax, CheckOrigin);
        CheckList(fields, "allowMethods", MethodsMax, item => item.OneOf(
            "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "*"));
        CheckList(fields, "allowHeaders", EntriesMax, item => HeaderRules.Name(item));
        CheckList(fields, "exposeHeaders", EntriesMax, item => HeaderRules.Name(item));
        fields.Find("allowCredentials")?.Flag();
        fields.Find("maxAge")?.Number(1, int.MaxValue);
        fields.Close();
        return new FilterSpec(type, null);
    }

    private static void CheckList(Fields cors, string name, int countMax, Action<FieldValue> check)
    {
        if (cors.Find(name) is not { } list)
        {
            return;
        }

        List<FieldValue> items = [.. list.Items(countMax)];
        items.ForEach(check);

        // CEL: "must be '*' or a list without it".
        if (items.Count > 1 && items.Exists(item => item.Node is ScalarNode { Text: "*" }))
        {
            list.Report(ManifestDiagnostics.WildcardNotAlone);
        }
    }

    private static void CheckOrigin(FieldValue item)
    {
        if (item.Text(1, 253) is { } origin && origin != "*" && !Origin().IsMatch(origin))
        {
            item.Report(ManifestDiagnostics.NotAName, origin, OriginFormat);
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*://(?:\*|(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(?:\*|[0-9]{1,5}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Origin();
}
