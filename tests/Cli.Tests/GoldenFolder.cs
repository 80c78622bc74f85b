using System.Runtime.CompilerServices;

namespace Gatehouse.Cli.Tests;

/// <summary>Outputs that are written down: tests/Golden/cli. UPDATE_GOLDEN=1 writes them anew.</summary>
internal static class GoldenFolder
{
    public static string Root { get; } = FindRoot();

    public static string Path { get; } = System.IO.Path.Combine(Root, "tests", "Golden", "cli");

    public static string Read(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    public static void AssertIs(string name, string actual)
    {
        string file = System.IO.Path.Combine(Path, name);

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, actual + "\n");
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n") + "\n");
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", ".."));
}
