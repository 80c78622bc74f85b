namespace Gatehouse.Tidy;

public class DocumentSnippetsTests
{
    // The pages of diagnostics show parts of initialisers, wrong ones among them: they are no code to take over.
    private static IEnumerable<SourceFile> Pages =>
        Repository.Files("docs", ".md").Where(page => !page.Path.StartsWith("docs/diagnostics/", StringComparison.Ordinal))
            .Concat(Repository.Files("src", "README.md"))
            .Append(new SourceFile("README.md", File.ReadAllText(Repository.FullPath("README.md"))));

    [Fact]
    public void The_code_of_every_page_compiles() =>
        Assert.Equal("", string.Join('\n', Pages.SelectMany(DocumentSnippets.Of).SelectMany(DocumentSnippets.Errors)));

    [Fact]
    public void There_is_code_to_compile() => Assert.Contains(Pages.SelectMany(DocumentSnippets.Of), snippet => snippet.Place == "README.md#1");

    [Fact]
    public void A_member_that_does_not_exist_is_found() =>
        Assert.StartsWith("page.md#1: CS1061: ", Assert.Single(Errors("builder.Services.AddGatehouse(g => g.UseMagic());")), StringComparison.Ordinal);

    [Fact]
    public void A_statement_that_is_cut_short_is_found() => Assert.NotEmpty(Errors("foreach (Diagnostic finding in diagnostics)"));

    [Theory]
    [InlineData("using System.Net;\n\nIPAddress address = IPAddress.Loopback;\nawait Task.Yield();")]
    [InlineData("DiagnosticBag diagnostics = new();")]
    [InlineData("public sealed class Mine : ILoadBalancer\n{\n    public UpstreamEndpoint? Pick(ReadOnlySpan<UpstreamEndpoint> endpoints) => null;\n}")]
    public void Statements_names_of_their_own_and_types_compile(string code) => Assert.Empty(Errors(code));

    [Fact]
    public void Only_blocks_marked_as_csharp_are_code() =>
        Assert.Equal(["int a;\n"], DocumentSnippets.Of(new SourceFile("page.md", "```text\nno\n```\n\n```csharp\nint a;\n```\n")).Select(snippet => snippet.Text));

    private static IEnumerable<string> Errors(string code) => DocumentSnippets.Errors(new Snippet("page.md#1", code));
}
