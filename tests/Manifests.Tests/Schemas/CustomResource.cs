using System.Text.Json.Nodes;

namespace Gatehouse.Manifests.Tests.Schemas;

/// <summary>A CRD that is shipped.</summary>
internal sealed record CustomResource(string File, JsonObject Spec)
{
    public static IReadOnlyList<CustomResource> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(GoldenFolder.Root, "deploy", "crds"), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(file => new CustomResource(Path.GetFileName(file), (JsonObject)ManifestJson.Documents(System.IO.File.ReadAllText(file)).Single()["spec"]!))];

    public string Kind => (string)Spec["names"]!["kind"]!;

    public string Group => (string)Spec["group"]!;

    public string Version => (string)Spec["versions"]![0]!["name"]!;

    public JsonObject Schema => (JsonObject)Spec["versions"]![0]!["schema"]!["openAPIV3Schema"]!;

    public JsonObject SpecSchema => (JsonObject)Schema["properties"]!["spec"]!;

    /// <summary>The CEL rules, by their messages.</summary>
    public IEnumerable<string> RuleMessages => Messages(Schema).Distinct();

    /// <summary>Every part of a value beside the schema it has to meet.</summary>
    public static IEnumerable<SchemaPart> Parts(JsonObject schema, JsonNode? value, string path)
    {
        yield return new SchemaPart(schema, value, path);

        if (value is JsonObject fields && schema["properties"] is JsonObject properties)
        {
            foreach ((string name, JsonNode? field) in fields.ToList())
            {
                if (properties[name] is JsonObject known)
                {
                    foreach (SchemaPart part in Parts(known, field, $"{path}.{name}"))
                    {
                        yield return part;
                    }
                }
            }
        }
        else if (value is JsonArray items)
        {
            foreach (SchemaPart part in items.ToList().SelectMany((item, i) => Parts((JsonObject)schema["items"]!, item, $"{path}[{i}]")))
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<string> Messages(JsonNode? node) => node switch
    {
        JsonObject map => (map["x-kubernetes-validations"] as JsonArray ?? []).Select(rule => (string)rule!["message"]!)
            .Concat(map.SelectMany(entry => Messages(entry.Value))),
        JsonArray list => list.SelectMany(Messages),
        _ => [],
    };
}

/// <summary>A value of a manifest and its schema.</summary>
/// <param name="Schema">What it has to be.</param>
/// <param name="Value">What it is.</param>
/// <param name="Path">As findings write it: <c>spec.limits[0].name</c>.</param>
internal sealed record SchemaPart(JsonObject Schema, JsonNode? Value, string Path)
{
    public JsonObject Properties => Schema["properties"] as JsonObject ?? [];

    public IEnumerable<string> Required => (Schema["required"] as JsonArray ?? []).Select(name => (string)name!);

    /// <summary>What of the schema the value breaks, the rules in CEL aside.</summary>
    public IEnumerable<string> Violations() => Value switch
    {
        JsonObject map =>
            map.Select(field => field.Key).Except(Properties.Select(known => known.Key)).Select(name => $"{Path}.{name} is unknown")
                .Concat(Required.Where(name => map[name] is null).Select(name => $"{Path}.{name} is missing"))
                .Concat(Type("object")),
        JsonArray list => Type("array").Concat(Range(list.Count, "minItems", "maxItems")),
        JsonValue value => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => Type("string").Concat(Text((string)value!)),
            System.Text.Json.JsonValueKind.Number => Type("integer").Concat(Range((long)value, "minimum", "maximum")),
            _ => Type("boolean"),
        },
        _ => [$"{Path} is null"],
    };

    private IEnumerable<string> Type(string type) => (string?)Schema["type"] == type ? [] : [$"{Path} is of type {type}"];

    private IEnumerable<string> Text(string text)
    {
        if (Schema["enum"] is JsonArray words && !words.Any(word => (string)word! == text))
        {
            yield return $"{Path} is no word of {words}";
        }

        if ((string?)Schema["pattern"] is { } pattern && !System.Text.RegularExpressions.Regex.IsMatch(text, pattern))
        {
            yield return $"{Path} does not match {pattern}";
        }

        foreach (string violation in Range(text.Length, "minLength", "maxLength"))
        {
            yield return violation;
        }
    }

    private IEnumerable<string> Range(long number, string min, string max) =>
        number < ((long?)Schema[min] ?? long.MinValue) || number > ((long?)Schema[max] ?? long.MaxValue)
            ? [$"{Path} has {number}, out of range"]
            : [];
}
