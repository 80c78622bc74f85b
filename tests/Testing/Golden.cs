using System.Runtime.CompilerServices;

namespace Gatehouse.Testing;

/// <summary>Files that hold what a test expects; <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
public static class Golden
{
    /// <summary>What is written down, after writing down what was found where that is asked for.</summary>
    /// <param name="name">The file's path below <c>tests/Golden</c>.</param>
    /// <param name="found">What the test found.</param>
    public static string Read(string name, string found)
    {
        string path = Path.Combine(Folder(), name);

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, found);
        }

        return File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : $"{name} is not there: UPDATE_GOLDEN=1 writes it.";
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Golden");
}
