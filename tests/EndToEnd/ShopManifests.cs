using System.Globalization;
using System.Text.RegularExpressions;

namespace Gatehouse.EndToEnd;

/// <summary>A copy of the shop's manifests in a folder of its own, its endpoints moved to where the shop runs.</summary>
internal sealed class ShopManifests : IDisposable
{
    private const int DeclaredBasePort = 18081;

    internal ShopManifests(int shopBasePort)
    {
        Folder = Directory.CreateTempSubdirectory("gatehouse-").FullName;

        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "manifests"), "*.yaml"))
        {
            string moved = Regex.Replace(File.ReadAllText(file), @"port: (180\d\d)", found =>
                $"port: {int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) - DeclaredBasePort + shopBasePort}");
            File.WriteAllText(Path.Combine(Folder, Path.GetFileName(file)), moved);
        }
    }

    internal string Folder { get; }

    /// <summary>Replaces one text in one file, all at once as a careful editor does.</summary>
    internal void Edit(string file, string before, string after)
    {
        string path = Path.Combine(Folder, file);
        string text = File.ReadAllText(path);
        Assert.Contains(before, text, StringComparison.Ordinal);
        string draft = Path.Combine(Folder, $".{file}.draft");
        File.WriteAllText(draft, text.Replace(before, after, StringComparison.Ordinal));
        File.Move(draft, path, overwrite: true);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
