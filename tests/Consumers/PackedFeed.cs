using System.Runtime.CompilerServices;

namespace Gatehouse.Consumers;

/// <summary>The packages of this repository, packed once into a feed of their own.</summary>
internal sealed class PackedFeed
{
    /// <summary>A version that no other feed has, so that nothing but the feed can answer for it.</summary>
    public const string Version = "0.0.0-consumer";

    private static readonly string[] Packages = ["Primitives", "Routing", "RateLimit", "RateLimit.AspNetCore", "RateLimit.Redis", "Resilience", "Pipeline", "Manifests", "Hosting", "Yarp"];

    public PackedFeed(DirectoryInfo folder)
    {
        Folder = folder;
        Feed = folder.CreateSubdirectory("feed").FullName;

        foreach (string package in Packages)
        {
            Dotnet.Run(
                Repository, "pack", $"src/{package}", "-c", "Release", "--no-restore", "-o", Feed, $"-p:Version={Version}", "-nodeReuse:false", "-v", "quiet");
        }
    }

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    public DirectoryInfo Folder { get; }

    public string Feed { get; }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
