using System.Security.Cryptography;

namespace Gatehouse.Manifests;

/// <summary>Reads files, and binds only those whose bytes are others than the last time.</summary>
internal sealed class FileCache
{
    private readonly Dictionary<string, (byte[] Hash, BoundFile File)> _bound = new(StringComparer.Ordinal);

    /// <summary>What the file gives; <see langword="null"/> where it vanished after it was listed.</summary>
    public async ValueTask<BoundFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            byte[] bytes = await ReadBytesAsync(path, cancellationToken).ConfigureAwait(false);
            byte[] hash = SHA256.HashData(bytes);

            if (!_bound.TryGetValue(path, out (byte[] Hash, BoundFile File) known) || !hash.AsSpan().SequenceEqual(known.Hash))
            {
                known = (hash, FileBinder.Bind(new ManifestText(path, bytes)));
                _bound[path] = known;
            }

            return known.File;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _bound.Remove(path);
            return BoundFile.Unreadable(path, ManifestDiagnostics.FileUnreadable, problem.Message);
        }
    }

    /// <summary>Forgets every other file.</summary>
    public void Keep(IReadOnlyList<string> files)
    {
        HashSet<string> kept = new(files, StringComparer.Ordinal);

        foreach (string path in _bound.Keys.Where(path => !kept.Contains(path)).ToList())
        {
            _bound.Remove(path);
        }
    }

    // One byte over the limit is enough for the reader to refuse the file, however long it is or grows meanwhile.
    private static async ValueTask<byte[]> ReadBytesAsync(string path, CancellationToken cancellationToken)
    {
        FileStreamOptions options = new()
        {
            // Whoever writes or replaces the file meanwhile must not be kept from it.
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 0,
        };
        FileStream stream = new(path, options);
        await using (stream.ConfigureAwait(false))
        {
            byte[] bytes = new byte[(int)Math.Min(stream.Length, Limits.FileBytesMax + 1)];
            int count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return count == bytes.Length ? bytes : bytes[..count];
        }
    }
}
