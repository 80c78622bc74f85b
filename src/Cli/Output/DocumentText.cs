using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gatehouse.Cli;

/// <summary>One document, two notations: what a program reads of JSON it reads of YAML as well.</summary>
internal static class DocumentText
{
    // Relaxed: the text goes to a program or a terminal, never into a page, and a quote should look like one.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(JsonNode document)
    {
        using MemoryStream text = new();

        using (Utf8JsonWriter writer = new(text, Options))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Block style, every text quoted, so that no text is taken for a number or a date.</summary>
    public static IEnumerable<string> Yaml(JsonNode document) => Lines(document);

    private static IEnumerable<string> Lines(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => map.SelectMany(static field => Field(field.Key, field.Value)),
        JsonArray { Count: > 0 } list => list.SelectMany(static item => Item(item)),
        _ => [Scalar(node)],
    };

    private static IEnumerable<string> Field(string name, JsonNode? value) => value switch
    {
        JsonObject { Count: > 0 } => Lines(value).Select(static line => $"  {line}").Prepend($"{name}:"),
        JsonArray { Count: > 0 } => Lines(value).Prepend($"{name}:"),
        _ => [$"{name}: {Scalar(value)}"],
    };

    private static IEnumerable<string> Item(JsonNode? value) =>
        Lines(value).Select(static (line, position) => position == 0 ? $"- {line}" : $"  {line}");

    private static string Scalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.GetValueKind() == JsonValueKind.String => Quoted(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");

        foreach (char unit in text)
        {
            _ = unit switch
            {
                '"' or '\\' => quoted.Append('\\').Append(unit),

                // What YAML takes for a line break, and what it does not let stand in a text (YAML 1.2, 5.1).
                _ when char.IsControl(unit) || unit is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"),
                _ => quoted.Append(unit),
            };
        }

        return quoted.Append('"').ToString();
    }
}
