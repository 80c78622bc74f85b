using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Gatehouse.Tidy;

/// <summary>A file of the repository, as the checks see it.</summary>
/// <param name="Path">From the repository's root, with '/'.</param>
/// <param name="Text">All of it.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>The second folder: <c>Routing</c> of <c>src/Routing/RouteResult.cs</c>.</summary>
    public string Package => Path.Split('/')[1];
}

/// <summary>Reads the repository that these tests were built from.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IReadOnlyList<SourceFile> SourceCode { get; } = Files("src", ".cs");

    public static IReadOnlyList<SourceFile> TestCode { get; } = Files("tests", ".cs");

    public static IReadOnlyList<SourceFile> Projects { get; } = Files("src", ".csproj");

    public static IEnumerable<string> Packable =>
        Projects.Where(project => !NotPackable().IsMatch(project.Text)).Select(project => project.Package);

    public static string Prefix { get; } =
        XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants("ProductPrefix").Single().Value;

    public static string FullPath(string path) => Path.Combine(Root, path);

    public static bool Exists(string path) => File.Exists(FullPath(path));

    public static IReadOnlyList<SourceFile> Files(string folder, string ending)
    {
        if (!Directory.Exists(FullPath(folder)))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(FullPath(folder), "*" + ending, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !BuildOutput().IsMatch(file))
            .Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(file, File.ReadAllText(FullPath(file))))];
    }

    private static string FindRoot(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Sdk.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("No Sdk.sln above the test assembly.");
    }

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();

    [GeneratedRegex("<IsPackable>\\s*false\\s*</IsPackable>")]
    private static partial Regex NotPackable();
}
