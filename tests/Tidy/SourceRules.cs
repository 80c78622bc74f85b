using System.Text.RegularExpressions;

namespace Gatehouse.Tidy;

/// <summary>Rules that can be read off a source file.</summary>
internal static partial class SourceRules
{
    public const int LinesMax = 400;

    public const int PublicInterfacesMax = 5;

    // A package that needs more extension points than that says here how many and why.
    private static readonly Dictionary<string, (int Max, string Reason)> MoreInterfaces = [];

    public static IEnumerable<string> TooLong(SourceFile file)
    {
        int lines = file.Text.AsSpan().Count('\n');
        return lines <= LinesMax ? [] : [$"{file.Path}: {lines} lines, at most {LinesMax}"];
    }

    public static IEnumerable<string> VagueNames(SourceFile file) =>
        TypeDeclaration().Matches(file.Text)
            .Select(match => match.Groups[1].Value)
            .Where(name => VagueEnding().IsMatch(name))
            .Select(name => $"{file.Path}: '{name}' ends with a word that says nothing");

    public static IEnumerable<string> Waits(SourceFile file) =>
        Wait().Matches(file.Text).Select(match => $"{file.Path}: {match.Value} waits for real time; await a condition or advance a FakeTimeProvider");

    public static IEnumerable<string> TooManyInterfaces(string package, IEnumerable<SourceFile> files)
    {
        int max = MoreInterfaces.TryGetValue(package, out (int Max, string Reason) more) ? more.Max : PublicInterfacesMax;
        string[] names = [.. files.SelectMany(file => PublicInterface().Matches(file.Text)).Select(match => match.Groups[1].Value).Distinct()];
        return names.Length <= max ? [] : [$"{package}: {names.Length} public interfaces, at most {max}: {string.Join(", ", names)}"];
    }

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utilit(y|ies)|Common|Base|Impl|Data|Info|Processor|Wrapper)$")]
    private static partial Regex VagueEnding();

    [GeneratedRegex(@"\b(Thread\.Sleep|Task\.Delay)\b(?=\s*\()")]
    private static partial Regex Wait();

    [GeneratedRegex(@"^\s*public\s+(?:(?:partial|unsafe)\s+)*interface\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicInterface();
}
