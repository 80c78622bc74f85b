using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Primitives.Tests.Diagnostics;

public class DiagnosticTests
{
    private static readonly Diagnostic Rootless = new()
    {
        Id = "RT1007",
        Severity = DiagnosticSeverity.Error,
        Location = new SourceLocation("shop.yaml", 14, 16),
        ObjectName = "HTTPRoute shop/products",
        Field = "spec.rules[0].matches[1].path.value",
        Message = "must begin with '/'",
        Found = "v2",
        Mend = "write '/v2'",
    };

    [Fact]
    public void A_diagnostic_prints_as_compilers_do() =>
        Assert.Equal(
            "shop.yaml(14,16): error RT1007: spec.rules[0].matches[1].path.value: must begin with '/', found 'v2'; fix: write '/v2'",
            Rootless.ToString());

    [Fact]
    public void An_object_built_in_code_is_named_instead_of_a_place() =>
        Assert.StartsWith("HTTPRoute shop/products: error RT1007: ", (Rootless with { Location = null }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_whole_configuration_is_named_where_there_is_no_object() =>
        Assert.Equal(
            "configuration: error RT1007: must begin with '/'; fix: write '/v2'",
            (Rootless with { Location = null, ObjectName = "", Field = "", Found = null }).ToString());

    [Theory]
    [InlineData(DiagnosticSeverity.Error, ": error RT1007")]
    [InlineData(DiagnosticSeverity.Warning, ": warning RT1007")]
    [InlineData(DiagnosticSeverity.Note, ": note RT1007")]
    public void The_severity_is_a_word(DiagnosticSeverity severity, string expected) =>
        Assert.Contains(expected, (Rootless with { Severity = severity }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_place_without_a_line_is_a_file() => Assert.Equal("shop.yaml", new SourceLocation("shop.yaml", 0, 0).ToString());
}
