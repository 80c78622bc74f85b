using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads the filters of a rule or of one of its backends.</summary>
internal static class HttpFilterBinder
{
    private const int FiltersMax = 16;

    // The type of a filter and the field that says what it does.
    private static readonly (string Type, string Field)[] Types =
    [
        ("RequestHeaderModifier", "requestHeaderModifier"),
        ("ResponseHeaderModifier", "responseHeaderModifier"),
        ("RequestRedirect", "requestRedirect"),
        ("URLRewrite", "urlRewrite"),
        ("RequestMirror", "requestMirror"),
        ("CORS", "cors"),
        ("ExternalAuth", "externalAuth"),
        ("ExtensionRef", "extensionRef"),
    ];

    public static ValueList<HttpFilterSpec> BindList(FieldValue? list)
    {
        List<HttpFilterSpec> filters = [];

        foreach (FieldValue item in list?.Items(FiltersMax) ?? [])
        {
            if (item.Fields() is { } fields && BindOne(fields) is { } filter)
            {
                FilterRules.CheckRepetition(fields, filter, filters);
                filters.Add(filter);
            }
        }

        return filters.ToValueList();
    }

    private static HttpFilterSpec? BindOne(Fields fields)
    {
        string? type = fields.Require("type")?.OneOf([.. Types.Select(known => known.Type)]);
        FieldValue? body = null;

        foreach ((string knownType, string field) in Types)
        {
            FieldValue? value = fields.Find(field);
            body = knownType == type ? value : body;

            // CEL: a filter's field "must be specified for" its type, and "must be nil if the filter.type is not" it.
            if (type is not null && value is null == (knownType == type))
            {
                fields.ReportField(field, ManifestDiagnostics.TypeAndFieldDiffer, null, type, Types.First(t => t.Type == type).Field);
            }
        }

        fields.Close();
        return type is null ? null : BindBody(type, body?.Fields());
    }

    private static HttpFilterSpec BindBody(string type, Fields? body) => type switch
    {
        _ when body is null => new HttpFilterSpec(type, null),
        "RequestHeaderModifier" => new HttpFilterSpec(type, new RequestHeaderModifier(HeaderModifierBinder.Bind(body))),
        "ResponseHeaderModifier" => new HttpFilterSpec(type, new ResponseHeaderModifier(HeaderModifierBinder.Bind(body))),
        "RequestRedirect" => new HttpFilterSpec(type, RedirectBinder.BindRedirect(body)),
        "URLRewrite" => new HttpFilterSpec(type, RedirectBinder.BindRewrite(body)),
        "ExtensionRef" => BindExtension(type, body),
        _ => new HttpFilterSpec(type, null),
    };

    private static HttpFilterSpec BindExtension(string type, Fields body)
    {
        string group = body.Require("group")?.Text(0, 253) ?? "";
        string kind = body.Require("kind")?.Text(1, 63) ?? "";
        string name = body.Require("name")?.Text(1, 253) ?? "";
        body.Close();
        return new HttpFilterSpec(type, null, $"{group}/{kind} {name}");
    }
}
