using System.Runtime.CompilerServices;

namespace Gatehouse.Consumers;

/// <summary>The packages of this repository, packed once into a feed of their own.</summary>
public sealed class PackedFeed : IDisposable
{
    /// <summary>A version that no other feed has, so that nothing but the feed can answer for it.</summary>
    public const string Version = "0.0.0-consumer";

    public PackedFeed()
    {
        Folder = Directory.CreateTempSubdirectory("gatehouse-consumers-");
        Feed = Folder.CreateSubdirectory("feed");

        foreach (string package in new[] { "Primitives", "Routing" })
        {
            Dotnet.Run(
                Repository,
                "pack", $"src/{package}", "-c", "Release", "--no-restore", "-o", Feed.FullName, $"-p:Version={Version}", "-nodeReuse:false", "-v", "quiet");
        }
    }

    public DirectoryInfo Folder { get; }

    public DirectoryInfo Feed { get; }

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    public void Dispose() => Folder.Delete(recursive: true);

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
