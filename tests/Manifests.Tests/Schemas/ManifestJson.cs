using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests.Tests.Schemas;

/// <summary>YAML as JSON, which a test can change, and back into the binder.</summary>
internal static class ManifestJson
{
    public static IEnumerable<JsonObject> Documents(string yaml)
    {
        DiagnosticBag findings = new();
        ManifestDocuments read = DocumentReader.Read(Shop.Text("a.yaml", yaml), findings);
        Assert.Empty(findings);
        return read.Documents.Select(document => Of(document.Root)!.AsObject());
    }

    /// <summary>What the binder finds in one object, and the object where it is valid.</summary>
    public static (IReadOnlyList<Diagnostic> Findings, Resource? Resource) Bind(JsonObject document)
    {
        BoundFile bound = FileBinder.Bind(new ManifestText("a.json", Encoding.UTF8.GetBytes(document.ToJsonString())));
        return ([.. bound.Diagnostics], bound.Objects.Single().Resource);
    }

    private static JsonNode? Of(ManifestNode node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value)))),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        ScalarNode { Type: ScalarType.Null } => null,
        ScalarNode { Type: ScalarType.Boolean } scalar => scalar.Text is "true",
        ScalarNode { Type: ScalarType.Integer } scalar => long.Parse(scalar.Text, CultureInfo.InvariantCulture),
        ScalarNode scalar => scalar.Text,
        _ => throw new InvalidOperationException($"{node.GetType()} has no JSON."),
    };
}
