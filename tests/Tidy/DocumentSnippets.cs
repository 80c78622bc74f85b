using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gatehouse.Tidy;

/// <summary>A block of C# in a page.</summary>
/// <param name="Place">The page, and the block's number in it.</param>
/// <param name="Text">The block.</param>
public sealed record Snippet(string Place, string Text);

/// <summary>Compiles the C# of the pages against the packages, so that no page shows what does not exist.</summary>
internal static partial class DocumentSnippets
{
    // What an ASP.NET Core project imports by itself, and the packages that a page is about.
    private const string Usings = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Net.Http;
        using System.Threading; using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Hosting; using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting; using Microsoft.Extensions.Logging;
        using Gatehouse.Hosting; using Gatehouse.Manifests; using Gatehouse.Pipeline; using Gatehouse.Primitives;
        using Gatehouse.Primitives.Diagnostics; using Gatehouse.Resilience; using Gatehouse.Routing; using Gatehouse.Yarp;

        """;

    // The words pages use without saying where they come from: always for the same thing. What a block declares itself
    // hides them.
    private const string Given = """
        internal readonly struct RequestView(object context) : IHttpRequestView, IUtf8HttpRequestView
        {
            private readonly object _context = context;
            ReadOnlySpan<char> IHttpRequestView<char>.Method => _context.ToString();
            ReadOnlySpan<char> IHttpRequestView<char>.Host => default;
            ReadOnlySpan<char> IHttpRequestView<char>.Path => default;
            ReadOnlySpan<char> IHttpRequestView<char>.Query => default;
            int IHttpRequestView<char>.GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value) { value = default; return 0; }
            ReadOnlySpan<byte> IHttpRequestView<byte>.Method => default;
            ReadOnlySpan<byte> IHttpRequestView<byte>.Host => default;
            ReadOnlySpan<byte> IHttpRequestView<byte>.Path => default;
            ReadOnlySpan<byte> IHttpRequestView<byte>.Query => default;
            int IHttpRequestView<byte>.GetHeader(HeaderName name, int index, out ReadOnlySpan<byte> value) { value = default; return 0; }
        }

        internal sealed partial class Page
        {
            private string[] args = [];
            private byte[] bytes = [];
            private WebApplicationBuilder builder = null!;
            private CancellationToken cancellationToken;
            private ConnectionFacts connection = null!;
            private HttpContext context = null!;
            private DiagnosticBag diagnostics = new();
            private UpstreamEndpoint[] endpoints = [];
            private RouteListener listener = null!;
            private RouteListener[] listeners = [];
            private GatehouseOptions options = new();
            private RandomSource random = null!;
            private RequestView request, view, wireRequest;
            private string serverName = "";
            private IConfigSource source = null!;
        }

        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static MetadataReference (file) => MetadataReference.CreateFromFile(file))]);

    /// <summary>The blocks marked <c>csharp</c> in a page.</summary>
    public static IEnumerable<Snippet> Of(SourceFile page) =>
        Block().Matches(page.Text).Select((match, index) => new Snippet($"{page.Path}#{index + 1}", match.Groups[1].Value));

    /// <summary>What the compiler finds wrong with a block.</summary>
    public static IEnumerable<string> Errors(Snippet snippet)
    {
        string usings = string.Concat(UsingDirective().Matches(snippet.Text).Select(static match => match.Value + "\n"));
        string body = UsingDirective().Replace(snippet.Text, "");
        string code = TypeDeclaration().IsMatch(body)
            ? body
            : $"internal sealed partial class Page\n{{\n    private async Task Block()\n    {{\n        await Task.Yield();\n{body}\n    }}\n}}\n";

        return CSharpCompilation.Create(
                "Page",
                [CSharpSyntaxTree.ParseText(Usings + usings + Given + code)],
                References.Value,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(static found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => $"{snippet.Place}: {found.Id}: {found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^using [\w.]+;[ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"\A\s*(?:\[.*\]\s*)?(?:public|internal|file)\s")]
    private static partial Regex TypeDeclaration();
}
