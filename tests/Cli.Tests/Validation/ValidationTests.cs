using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Cli.Tests.Validation;

public sealed partial class ValidationTests
{
    private static readonly ValidationReport Mistakes =
        ValidationReport.Of(Shop.Load(GoldenFolder.Read("a-dozen-mistakes.in.yaml"), "a-dozen-mistakes.yaml"));

    [Fact]
    public void The_text_is_as_written() =>
        GoldenFolder.AssertIs("a-dozen-mistakes.out.txt", string.Join('\n', ValidationText.Lines(Mistakes)));

    [Fact]
    public void The_JSON_is_as_written() =>
        GoldenFolder.AssertIs("a-dozen-mistakes.out.json", DocumentText.Json(ValidationDocument.Of(Mistakes)));

    [Fact]
    public void The_YAML_is_as_written() =>
        GoldenFolder.AssertIs("a-dozen-mistakes.out.yaml", string.Join('\n', DocumentText.Yaml(ValidationDocument.Of(Mistakes))));

    [Fact]
    public void A_dozen_errors_are_a_dozen_lines_with_their_places_in_the_order_of_the_file()
    {
        string[] errors = [.. ValidationText.Lines(Mistakes).Where(static line => line.Contains(": error ", StringComparison.Ordinal))];
        int[] lines = [.. errors.Select(static error => int.Parse(Place().Match(error).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(12, errors.Length);
        Assert.Equal(lines.Order(), lines);
    }

    [Fact]
    public void Findings_of_the_compiler_have_their_place_as_well() =>
        Assert.All(
            Mistakes.Diagnostics.Where(static finding => finding.Id.StartsWith("RT", StringComparison.Ordinal)),
            static finding => Assert.Equal("a-dozen-mistakes.yaml", finding.Location?.File));

    [Fact]
    public void Both_notations_say_the_same()
    {
        JsonObject document = ValidationDocument.Of(Mistakes);
        YamlDotNet.Serialization.IDeserializer yaml = new YamlDotNet.Serialization.DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        object read = yaml.Deserialize<object>(string.Join('\n', DocumentText.Yaml(document)));
        string json = new YamlDotNet.Serialization.SerializerBuilder().JsonCompatible().Build().Serialize(read);

        Assert.True(JsonNode.DeepEquals(document, JsonNode.Parse(json)));
    }

    [Theory]
    [InlineData(0, 0, 0, false, ExitCodes.Success)]
    [InlineData(0, 0, 0, true, ExitCodes.Success)]
    [InlineData(0, 1, 0, false, ExitCodes.Success)]
    [InlineData(0, 1, 0, true, ExitCodes.BadConfiguration)]
    [InlineData(0, 0, 1, true, ExitCodes.Success)]
    [InlineData(1, 0, 0, false, ExitCodes.BadConfiguration)]
    [InlineData(1, 0, 0, true, ExitCodes.BadConfiguration)]
    public void Errors_fail_and_strictly_warnings_do(int errors, int warnings, int notes, bool isStrict, int exitCode) =>
        Assert.Equal(exitCode, ValidationReport.Of(LoadedConfig.Compile(Pipeline.TrafficConfig.Empty, Bag(errors, warnings, notes))).ExitCode(isStrict));

    [Fact]
    public void What_was_dropped_is_counted_and_fails_strictly()
    {
        ValidationReport report = ValidationReport.Of(LoadedConfig.Compile(Pipeline.TrafficConfig.Empty, Bag(0, 0, DiagnosticBag.CountMax + 7)));

        Assert.Equal("0 errors, 0 warnings, 1000 notes (7 findings are not listed); 0 ports, 0 routes, 0 backends", ValidationText.Summary(report));
        Assert.Equal(ExitCodes.BadConfiguration, report.ExitCode(isStrict: true));
    }

    [Fact]
    public void A_clean_configuration_is_one_line() =>
        Assert.Equal(
            ["0 errors, 0 warnings, 0 notes; 1 port, 0 routes, 0 backends"],
            ValidationText.Lines(ValidationReport.Of(Shop.Load(Shop.Gateway))));

    private static DiagnosticBag Bag(int errors, int warnings, int notes)
    {
        DiagnosticBag bag = new();
        Add(DiagnosticSeverity.Error, errors);
        Add(DiagnosticSeverity.Warning, warnings);
        Add(DiagnosticSeverity.Note, notes);
        return bag;

        void Add(DiagnosticSeverity severity, int count)
        {
            for (int i = 0; i < count; i++)
            {
                bag.Add(new Diagnostic { Id = "XX0000", Severity = severity, Message = "", Mend = "" });
            }
        }
    }

    [GeneratedRegex(@"^a-dozen-mistakes\.yaml\(([0-9]+),[0-9]+\): error [A-Z]{2}[0-9]{4}: ")]
    private static partial Regex Place();
}
