using System.Text.RegularExpressions;

namespace Gatehouse.Tidy;

/// <summary>Every diagnostic has one number, of its package's range, and one page.</summary>
internal static partial class DiagnosticPages
{
    public const string Folder = "docs/diagnostics";

    // By the first word of a package's name: RateLimit.Redis numbers with RateLimit.
    private static readonly Dictionary<string, string> Ranges = new()
    {
        ["Routing"] = "RT1",
        ["RateLimit"] = "RL2",
        ["Auth"] = "AU3",
        ["Mtls"] = "MT4",
        ["Resilience"] = "RS5",
        ["Pipeline"] = "LK6",
        ["Manifests"] = "KB7",
        ["Kubernetes"] = "KB7",
        ["Hosting"] = "HO8",
        ["Yarp"] = "HO8",
        ["Admin"] = "HO8",
    };

    /// <summary>What is wrong with the numbers and pages.</summary>
    /// <param name="sources">The C# files of all packages.</param>
    /// <param name="pages">The names of the pages, without <c>.md</c>.</param>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> sources, IReadOnlyCollection<string> pages)
    {
        (string Id, SourceFile File)[] declared =
            [.. sources.SelectMany(file => Declaration().Matches(file.Text).Select(match => (match.Groups[1].Value, file)))];

        return
        [
            .. declared.GroupBy(item => item.Id).Where(same => same.Count() > 1)
                .Select(same => $"{same.Key}: declared {same.Count()} times, last in {same.Last().File.Path}"),
            .. declared.Where(item => !IsInRange(item.Id, item.File.Package))
                .Select(item => $"{item.Id}: not of the range of {item.File.Package}, in {item.File.Path}"),
            .. declared.Select(item => item.Id).Except(pages).Select(id => $"{id}: {Folder}/{id}.md is missing"),
            .. pages.Except(declared.Select(item => item.Id)).Select(page => $"{page}: {Folder}/{page}.md describes no diagnostic"),
        ];
    }

    private static bool IsInRange(string id, string package) =>
        Ranges.TryGetValue(package.Split('.')[0], out string? range) && id.StartsWith(range, StringComparison.Ordinal);

    [GeneratedRegex("""new(?:\s+DiagnosticDescriptor)?\s*\(\s*(?:Id:\s*)?"([A-Z]{2}[0-9]{4})["]""")]
    private static partial Regex Declaration();
}
