using System.Runtime.CompilerServices;

namespace Gatehouse.Manifests.Tests;

/// <summary>Where this repository's files are, seen from the tests' sources.</summary>
internal static class GoldenFolder
{
    public static string Root { get; } = FindRoot();

    public static string Cases { get; } = Path.Combine(Root, "tests", "Golden", "manifests");

    public static string DiagnosticPages { get; } = Path.Combine(Root, "docs", "diagnostics");

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
