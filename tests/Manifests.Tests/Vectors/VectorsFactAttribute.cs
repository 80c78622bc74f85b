namespace Gatehouse.Manifests.Tests;

/// <summary>A test over a folder of cases that is not part of the repository; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorsFactAttribute : FactAttribute
{
    private const string Variable = "GATEHOUSE_VECTORS";

    public VectorsFactAttribute(string folder)
    {
        string? root = Environment.GetEnvironmentVariable(Variable);

        if (string.IsNullOrEmpty(root))
        {
            Skip = $"{Variable} does not name the folder of the cases";
        }
        else if (!Directory.Exists(Path.Combine(root, folder)))
        {
            Skip = $"there is no folder {folder} in {Variable}";
        }
    }

    public static string FolderOf(string folder) =>
        Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? "", folder);
}
