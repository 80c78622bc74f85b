namespace Gatehouse.Manifests;

/// <summary>How the files looked at one moment, without reading them.</summary>
/// <param name="changeCount">How many changes the file system had reported.</param>
/// <param name="stamps">The files' stamps, in the order of their names.</param>
internal sealed class Sighting(long changeCount, IReadOnlyList<FileStamp> stamps) : IEquatable<Sighting>
{
    private readonly long _changeCount = changeCount;
    private readonly IReadOnlyList<FileStamp> _stamps = stamps;

    public bool Equals(Sighting? other) =>
        other is not null && other._changeCount == _changeCount && other._stamps.SequenceEqual(_stamps);

    public override bool Equals(object? obj) => Equals(obj as Sighting);

    public override int GetHashCode() => HashCode.Combine(_changeCount, _stamps.Count);
}

/// <summary>What tells one version of a file from another.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Target">Where it links to in the end; a ConfigMap's update changes no file, only links.</param>
/// <param name="Length">Its length in bytes; -1 where it can not be seen.</param>
/// <param name="Written">When it was last written.</param>
internal readonly record struct FileStamp(string Path, string Target, long Length, DateTime Written)
{
    public static FileStamp Of(string path)
    {
        try
        {
            FileInfo file = new(path);
            FileInfo target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return new FileStamp(path, target.FullName, target.Exists ? target.Length : -1, target.LastWriteTimeUtc);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(path, "", -1, default);
        }
    }
}
