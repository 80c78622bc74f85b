using System.Text.Json.Nodes;

namespace Gatehouse.Cli.Tests.Output;

public sealed class DocumentTextTests
{
    [Fact]
    public void Yaml_is_written_in_blocks_with_every_text_quoted()
    {
        JsonNode document = JsonNode.Parse("""{"a": [], "b": {}, "c": [{"d": "no", "e": 1, "f": null}, ["x", true]], "g": {"h": ["2026-01-01"]}}""")!;

        Assert.Equal(
            ["a: []", "b: {}", "c:", "- d: \"no\"", "  e: 1", "  f: null", "- - \"x\"", "  - true", "g:", "  h:", "  - \"2026-01-01\""],
            DocumentText.Yaml(document));
    }

    [Theory]
    [InlineData("it's \"so\"", "- \"it's \\\"so\\\"\"")]
    [InlineData("a\nb\t\\", "- \"a\\u000Ab\\u0009\\\\\"")]
    [InlineData("\u001b[31m\u2028", "- \"\\u001B[31m\\u2028\"")]
    [InlineData("ä 😀", "- \"ä 😀\"")]
    public void Text_that_would_end_a_line_or_a_quote_is_escaped(string text, string expected) =>
        Assert.Equal([expected], DocumentText.Yaml(new JsonArray(text)));

    [Fact]
    public void Json_shows_quotes_as_they_are_and_hides_controls() =>
        Assert.Equal("\"it's \\u001B\"", DocumentText.Json(JsonValue.Create("it's \u001b")));
}
