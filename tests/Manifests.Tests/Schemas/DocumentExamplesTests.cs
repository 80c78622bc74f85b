using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gatehouse.Manifests.Tests.Schemas;

/// <summary>What the page of rate limits shows is right for the API server and for the binder.</summary>
public sealed partial class DocumentExamplesTests
{
    public static TheoryData<string> Examples => [.. Blocks];

    private static IEnumerable<string> Blocks =>
        [.. YamlBlock().Matches(File.ReadAllText(Path.Combine(GoldenFolder.Root, "docs", "rate-limit-policy.md")).ReplaceLineEndings("\n"))
            .Select(block => block.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_page_is_valid(string yaml)
    {
        foreach (JsonObject example in ManifestJson.Documents(yaml))
        {
            CustomResource crd = CustomResource.All.Single(crd => crd.Kind == (string)example["kind"]!);

            Assert.Empty(CustomResource.Parts(crd.SpecSchema, example["spec"], "spec").SelectMany(part => part.Violations()));
            Assert.Empty(ManifestJson.Bind(example).Findings);
        }
    }

    [Fact]
    public void The_page_has_an_example_of_every_kind() => Assert.Equal(
        CustomResource.All.Select(crd => crd.Kind).Order(),
        Blocks.SelectMany(ManifestJson.Documents).Select(example => (string)example["kind"]!).Distinct().Order());

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
