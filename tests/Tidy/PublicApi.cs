using System.Reflection;
using PublicApiGenerator;

namespace Gatehouse.Tidy;

/// <summary>A package's public API as text, to be read in review and compared in tests.</summary>
internal static class PublicApi
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        // Extension methods may live in Microsoft.Extensions.DependencyInjection: they are API as well.
        DenyNamespacePrefixes = [],
    };

    public static string FileOf(string package) => $"src/{package}/PublicAPI.txt";

    public static string Of(Assembly assembly) => Normal(assembly.GeneratePublicApi(Options));

    /// <summary>The first line that differs, as a message; <see langword="null"/> where none does.</summary>
    public static string? Difference(string expected, string actual)
    {
        string[] old = Normal(expected).Split('\n');
        string[] now = Normal(actual).Split('\n');

        for (int i = 0; i < Math.Max(old.Length, now.Length); i++)
        {
            string before = old.ElementAtOrDefault(i) ?? "(the end)";
            string after = now.ElementAtOrDefault(i) ?? "(the end)";
            if (before != after)
            {
                return $"line {i + 1}: was '{before.Trim()}', is '{after.Trim()}'";
            }
        }

        return null;
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
