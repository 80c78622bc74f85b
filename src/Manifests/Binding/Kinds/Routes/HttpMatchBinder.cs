using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads one match of an HTTPRoute's rule.</summary>
internal static class HttpMatchBinder
{
    private const int ConditionsMax = 16;
    private const int HeaderValueMax = 4_096;
    private const int QueryValueMax = 1_024;

    public static HttpRouteMatch Bind(Fields fields)
    {
        HttpRouteMatch match = new()
        {
            Path = fields.Find("path")?.Fields() is { } path ? BindPath(path) : HttpRouteBinder.EveryPath.Path,
            Headers = BindHeaders(fields),
            QueryParams = BindAll(fields, "queryParams", BindQueryParam),
            Method = fields.Find("method")?.OneOf(
                "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"),
        };
        fields.Close();
        return match;
    }

    /// <summary>Reads the <c>headers</c> of a match, of whatever kind of route.</summary>
    public static ValueList<HeaderMatch> BindHeaders(Fields match) => BindAll(match, "headers", BindHeader);

    private static PathMatch BindPath(Fields fields)
    {
        string? type = fields.Find("type")?.OneOf("PathPrefix", "Exact", "RegularExpression");
        string value = fields.Find("value") is { } written ? PathRules.Path(written, type ?? "PathPrefix") : "/";
        fields.Close();

        return new PathMatch(
            type switch
            {
                "Exact" => PathMatchType.Exact,
                "RegularExpression" => PathMatchType.RegularExpression,
                _ => PathMatchType.PathPrefix,
            },
            value);
    }

    private static HeaderMatch BindHeader(Fields fields, string name, ValueMatchType type) =>
        new(name, fields.Require("value")?.Text(1, HeaderValueMax) ?? "", type);

    private static QueryParamMatch BindQueryParam(Fields fields, string name, ValueMatchType type) =>
        new(name, fields.Require("value")?.Text(1, QueryValueMax) ?? "", type);

    // Both are lists with the name as their key: the API server refuses an equal name, and Gateway API lets the first of
    // two equivalent names count.
    private static ValueList<T> BindAll<T>(Fields match, string list, Func<Fields, string, ValueMatchType, T> bind)
    {
        List<T> conditions = [];
        HashSet<string> names = new(StringComparer.Ordinal);

        foreach (FieldValue item in match.Items(list, ConditionsMax))
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            string name = fields.Require("name") is { } value ? HeaderRules.Name(value) ?? "" : "";
            bool isRegex = fields.Find("type")?.OneOf("Exact", "RegularExpression") == "RegularExpression";
            conditions.Add(bind(fields, name, isRegex ? ValueMatchType.RegularExpression : ValueMatchType.Exact));

            if (name.Length > 0 && !names.Add(name))
            {
                fields.ReportField("name", ManifestDiagnostics.NotUnique, name, $"a name in {list}");
            }

            fields.Close();
        }

        return conditions.ToValueList();
    }
}
