using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads the filters of a rule or of one of its backends.</summary>
internal static class FilterBinder
{
    private const int FiltersMax = 16;

    public static ValueList<FilterSpec> BindList(FieldValue? list, FilterTypes types)
    {
        List<FilterSpec> filters = [];

        foreach (FieldValue item in list?.Items(FiltersMax) ?? [])
        {
            if (item.Fields() is { } fields && BindOne(fields, types.Known) is { } filter)
            {
                FilterRules.CheckRepetition(fields, filter, filters);
                filters.Add(filter);
            }
        }

        return filters.ToValueList();
    }

    private static FilterSpec? BindOne(Fields fields, IReadOnlyList<(string Type, string Field)> types)
    {
        string? type = fields.Require("type")?.OneOf([.. types.Select(known => known.Type)]);
        FieldValue? body = null;

        foreach ((string knownType, string field) in types)
        {
            FieldValue? value = fields.Find(field);
            body = knownType == type ? value : body;

            // CEL: a filter's field "must be specified for" its type, and "must be nil if the filter.type is not" it.
            if (type is not null && value is null == (knownType == type))
            {
                fields.ReportField(field, ManifestDiagnostics.TypeAndFieldDiffer, null, type, types.First(t => t.Type == type).Field);
            }
        }

        fields.Close();
        return type is null ? null : BindBody(type, body?.Fields());
    }

    private static FilterSpec BindBody(string type, Fields? body) => type switch
    {
        _ when body is null => new FilterSpec(type, null),
        "RequestHeaderModifier" => new FilterSpec(type, new RequestHeaderModifier(HeaderModifierBinder.Bind(body))),
        "ResponseHeaderModifier" => new FilterSpec(type, new ResponseHeaderModifier(HeaderModifierBinder.Bind(body))),
        "RequestRedirect" => new FilterSpec(type, RedirectBinder.BindRedirect(body)),
        "URLRewrite" => new FilterSpec(type, RedirectBinder.BindRewrite(body)),
        "RequestMirror" => new FilterSpec(type, null) { Backend = MirrorBinder.Bind(body) },
        "ExternalAuth" => new FilterSpec(type, null) { Backend = ExternalAuthBinder.Bind(body) },
        "CORS" => CorsBinder.Bind(type, body),
        _ => BindExtension(type, body),
    };

    private static FilterSpec BindExtension(string type, Fields body)
    {
        string group = body.Require("group")?.Text(0, 253) ?? "";
        string kind = body.Require("kind")?.Text(1, 63) ?? "";
        string name = body.Require("name")?.Text(1, 253) ?? "";
        body.Close();
        return new FilterSpec(type, null) { Extension = $"{group}/{kind} {name}" };
    }
}
