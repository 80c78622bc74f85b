namespace Gatehouse.Manifests;

/// <summary>Finds the manifest files under some paths.</summary>
internal sealed class ManifestFiles
{
    private readonly List<string> _roots;

    public ManifestFiles(IEnumerable<string> paths)
    {
        _roots = [.. paths.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The folders whose changes matter: those given, and those of the files given.</summary>
    public IEnumerable<string> Directories => _roots
        .Select(root => Directory.Exists(root) ? root : Path.GetDirectoryName(Path.GetFullPath(root)))
        .OfType<string>()
        .Where(Directory.Exists)
        .Distinct(StringComparer.Ordinal);

    /// <summary>Whether an entry of a folder may be a manifest. Editors and kubelet keep their own files behind a dot.</summary>
    public static bool IsManifest(string path) =>
        !Path.GetFileName(path.AsSpan()).StartsWith(".")
        && Path.GetExtension(path.AsSpan()) is ".yaml" or ".yml" or ".json";

    /// <summary>The files there are now, in ordinal order, and what hides others.</summary>
    public FileListing List()
    {
        SortedSet<string> files = new(StringComparer.Ordinal);
        List<PathProblem> problems = [];

        foreach (string root in _roots)
        {
            try
            {
                AddFiles(root, files, problems);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                problems.Add(new PathProblem(root, ManifestDiagnostics.FileUnreadable, problem.Message));
            }
        }

        if (files.Count > Limits.FilesMax)
        {
            problems.Add(new PathProblem(files.ElementAt(Limits.FilesMax), ManifestDiagnostics.TooManyFiles, Limits.FilesMax));
        }

        return new FileListing([.. files.Take(Limits.FilesMax)], problems);
    }

    public IReadOnlyList<FileStamp> Stamp()
    {
        FileListing listing = List();
        return [.. listing.Files.Select(FileStamp.Of), .. listing.Problems.Select(problem => FileStamp.Of(problem.Path))];
    }

    private static void AddFiles(string root, SortedSet<string> files, List<PathProblem> problems)
    {
        if (Directory.Exists(root))
        {
            files.UnionWith(Directory.EnumerateFiles(root).Where(IsManifest).Take(Limits.FilesMax + 1));
        }
        else if (File.Exists(root))
        {
            files.Add(root);
        }
        else
        {
            problems.Add(new PathProblem(root, ManifestDiagnostics.FileUnreadable, "there is no such file or folder"));
        }
    }
}
