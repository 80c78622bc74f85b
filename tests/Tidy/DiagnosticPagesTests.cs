namespace Gatehouse.Tidy;

public class DiagnosticPagesTests
{
    private const string Declaration = """static readonly DiagnosticDescriptor PathMustBeRooted = new("RT1007", DiagnosticSeverity.Error, "", "");""";

    [Fact]
    public void Every_diagnostic_has_one_number_and_one_page() =>
        Assert.Empty(DiagnosticPages.Violations(
            Repository.SourceCode,
            [.. Repository.Files(DiagnosticPages.Folder, ".md").Select(page => Path.GetFileNameWithoutExtension(page.Path)).Where(name => name != "README")]));

    [Fact]
    public void A_documented_diagnostic_is_no_violation() => Assert.Empty(Violations("Routing", Declaration, "RT1007"));

    [Theory]
    [InlineData("""new("RT1007",""")]
    [InlineData("""new DiagnosticDescriptor("RT1007",""")]
    [InlineData("new(\n    \"RT1007\",")]
    public void A_diagnostic_without_a_page_is_found(string declaration) =>
        Assert.Equal(["RT1007: docs/diagnostics/RT1007.md is missing"], Violations("Routing", declaration));

    [Fact]
    public void A_page_without_a_diagnostic_is_found() =>
        Assert.Equal(["RT1008: docs/diagnostics/RT1008.md describes no diagnostic"], Violations("Routing", Declaration, "RT1007", "RT1008"));

    [Fact]
    public void A_number_that_is_used_twice_is_found() =>
        Assert.Equal(
            ["RT1007: declared 2 times, last in src/Routing/RoutingDiagnostics.cs"],
            Violations("Routing", Declaration + Declaration, "RT1007"));

    [Theory]
    [InlineData("Auth")]
    [InlineData("Primitives")]
    public void A_number_of_another_packages_range_is_found(string package) =>
        Assert.Equal(
            [$"RT1007: not of the range of {package}, in src/{package}/RoutingDiagnostics.cs"],
            Violations(package, Declaration, "RT1007"));

    private static IEnumerable<string> Violations(string package, string text, params string[] pages) =>
        DiagnosticPages.Violations([new SourceFile($"src/{package}/RoutingDiagnostics.cs", text)], pages);
}
