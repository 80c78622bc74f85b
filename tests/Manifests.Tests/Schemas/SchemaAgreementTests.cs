using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests.Tests.Schemas;

/// <summary>What the API server takes by the shipped CRDs is what the binder takes of a file: each schema is held against it.</summary>
public sealed partial class SchemaAgreementTests
{
    [Fact]
    public void Every_kind_of_our_group_has_its_CRD() => Assert.Equal(
        KindReader.All.Where(kind => kind.Group == KindNames.PolicyGroup)
            .Select(kind => (kind.Kind, kind.NewestApiVersion, kind.IsClusterScoped ? "Cluster" : "Namespaced")).Order(),
        CustomResource.All.Select(crd => (crd.Kind, $"{crd.Group}/{crd.Version}", (string)crd.Spec["scope"]!)).Order());

    [Fact]
    public void The_samples_are_right_for_both_and_have_every_field()
    {
        Dictionary<string, HashSet<string>> written = [];
        Dictionary<string, HashSet<string>> known = [];

        foreach ((JsonObject sample, SchemaPart part) in Parts())
        {
            string level = $"{sample["kind"]} {ListIndex().Replace(part.Path, "[]")}";
            Assert.Empty(part.Violations());
            (written.TryGetValue(level, out HashSet<string>? fields) ? fields : written[level] = []).UnionWith((part.Value as JsonObject ?? []).Select(field => field.Key));
            (known.TryGetValue(level, out HashSet<string>? all) ? all : known[level] = []).UnionWith(part.Properties.Select(field => field.Key));
        }

        Assert.All(SchemaSamples.Valid, sample => Assert.Empty(ManifestJson.Bind(sample).Findings));
        Assert.All(known, level => Assert.Equal(level.Value.Order(), written[level.Key].Order()));
    }

    // What the binder asks for stands in its source; of all those words none may be taken where the schema has no such field.
    [Fact]
    public void The_binder_knows_no_field_that_a_schema_lacks()
    {
        string[] words = [.. BinderSources().SelectMany(text => FieldWord().Matches(text).Select(word => word.Groups[1].Value)).Distinct()];
        Assert.Contains("ipv4PrefixLength", words);
        Assert.Contains("targetRefs", words);

        foreach ((JsonObject sample, SchemaPart part) in Parts())
        {
            if (part.Value is JsonObject fields)
            {
                List<string> added = [.. words.Where(word => part.Properties[word] is null)];
                added.ForEach(word => fields[word] = new JsonObject());
                IEnumerable<string> unknown = ManifestJson.Bind(sample).Findings.Where(found => found.Id == "KB7012").Select(found => found.Field);
                Assert.Empty(added.Select(word => $"{part.Path}.{word}").Except(unknown));
                added.ForEach(word => fields.Remove(word));
            }
        }
    }

    [Fact]
    public void What_is_required_is_required_by_both()
    {
        foreach ((JsonObject sample, SchemaPart part) in Parts())
        {
            foreach (string name in (part.Value as JsonObject ?? []).Select(field => field.Key).ToList())
            {
                JsonNode? value = part.Value![name];
                ((JsonObject)part.Value).Remove(name);
                bool isMissed = ManifestJson.Bind(sample).Findings.Any(found => found.Id == "KB7010" && found.Field == $"{part.Path}.{name}");
                Assert.True(isMissed == part.Required.Contains(name), $"{part.Path}.{name}");
                part.Value[name] = value;
            }
        }
    }

    [Fact]
    public void A_default_is_what_the_binder_takes_without_it()
    {
        int compared = 0;

        foreach ((JsonObject sample, SchemaPart part) in Parts())
        {
            foreach ((string name, JsonNode? property) in part.Properties.Where(property => part.Value is JsonObject && property.Value!["default"] is not null))
            {
                JsonObject fields = (JsonObject)part.Value!;
                JsonNode? before = fields[name];
                fields.Remove(name);
                Resource? without = Bound(sample);
                fields[name] = property!["default"]!.DeepClone();
                Assert.Equal(Bound(sample), without);
                fields.Remove(name);
                fields[name] = before;
                compared++;
            }
        }

        Assert.True(compared >= 10, $"{compared} compared");
    }

    [Fact]
    public void What_a_schema_refuses_the_binder_refuses()
    {
        foreach ((JsonObject sample, SchemaPart part) in Parts().Where(found => found.Part.Value is JsonValue))
        {
            foreach (JsonNode wrong in Wrong(part.Schema))
            {
                Assert.NotEmpty((part with { Value = wrong }).Violations());
                JsonObject copy = sample.DeepClone().AsObject();
                Replace(copy, part.Path, wrong);
                Assert.True(ManifestJson.Bind(copy).Findings.Any(found => found.Severity == DiagnosticSeverity.Error), $"{sample["kind"]} {part.Path} {wrong}");
            }
        }
    }

    [Fact]
    public void The_largest_number_of_a_schema_is_that_of_the_binder()
    {
        foreach (JsonObject sample in SchemaSamples.Largest)
        {
            Assert.Empty(ManifestJson.Bind(sample).Findings);

            foreach (SchemaPart part in CustomResource.Parts(SchemaOf(sample), sample["spec"], "spec").Where(part => part.Schema["maximum"] is not null).ToList())
            {
                Assert.Equal((long)part.Schema["maximum"]!, (long)part.Value!);
                JsonObject copy = sample.DeepClone().AsObject();
                Replace(copy, part.Path, 1 + (long)part.Value!);
                Assert.Equal(part.Path, Assert.Single(ManifestJson.Bind(copy).Findings).Field);
            }
        }
    }

    [Fact]
    public void The_words_of_a_schema_are_those_of_the_binder()
    {
        foreach ((JsonObject sample, SchemaPart part) in Parts().Where(found => found.Part.Schema["enum"] is not null))
        {
            JsonObject copy = sample.DeepClone().AsObject();
            Replace(copy, part.Path, "Unheard");
            string words = string.Join(", ", part.Schema["enum"]!.AsArray().Select(word => (string)word!));
            Assert.Equal($"must be one of {words}", ManifestJson.Bind(copy).Findings.First(found => found.Field == part.Path).Message);
        }
    }

    [Fact]
    public void Every_rule_in_CEL_is_one_of_the_binder()
    {
        Assert.Equal(CustomResource.All.SelectMany(crd => crd.RuleMessages).Distinct().Order(), SchemaSamples.Broken.Select(rule => rule.Message).Distinct().Order());
        Assert.All(SchemaSamples.Broken, rule => Assert.Single(ManifestJson.Bind(rule.Broken).Findings));
    }

    [Fact]
    public void Nothing_is_undocumented_and_no_description_is_long()
    {
        foreach ((_, SchemaPart part) in Parts())
        {
            Assert.InRange(((string?)part.Schema["description"])?.Length ?? 0, 10, 160);
        }
    }

    private static IEnumerable<(JsonObject Sample, SchemaPart Part)> Parts() =>
        from sample in SchemaSamples.Valid
        let copy = sample.DeepClone().AsObject()
        from part in CustomResource.Parts(SchemaOf(copy), copy["spec"], "spec").ToList()
        select (copy, part);

    private static JsonObject SchemaOf(JsonObject sample) => CustomResource.All.Single(crd => crd.Kind == (string)sample["kind"]!).SpecSchema;

    private static void Replace(JsonObject sample, string path, JsonNode value) =>
        Assert.Single(CustomResource.Parts(SchemaOf(sample), sample["spec"], "spec"), part => part.Path == path).Value!.ReplaceWith(value);

    private static Resource? Bound(JsonObject sample) => ManifestJson.Bind(sample).Resource is { } resource ? resource with { Origin = default } : null;

    private static IEnumerable<JsonNode> Wrong(JsonObject schema)
    {
        IEnumerable<JsonNode?> wrong = (string)schema["type"]! switch
        {
            "integer" => [(long?)schema["minimum"] - 1, (long?)schema["maximum"] + 1, "1"],
            "boolean" => ["true", 1L],
            _ when schema["enum"] is not null => ["Unheard", 1L],
            _ => ["", new string('a', 1 + (int)(long)schema["maxLength"]!), 1L],
        };
        return wrong.OfType<JsonNode>();
    }

    private static IEnumerable<string> BinderSources()
    {
        string kinds = Path.Combine(GoldenFolder.Root, "src", "Manifests", "Binding", "Kinds");
        return Directory.EnumerateFiles(Path.Combine(kinds, "RateLimits")).Append(Path.Combine(kinds, "Policies", "TargetRefBinder.cs")).Select(File.ReadAllText);
    }

    [GeneratedRegex("\"([a-z][A-Za-z0-9]*)\"")]
    private static partial Regex FieldWord();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex ListIndex();
}
