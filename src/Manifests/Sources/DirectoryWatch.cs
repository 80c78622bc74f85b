namespace Gatehouse.Manifests;

/// <summary>
/// Counts what the file system reports about some folders. Only a hint: whoever waits also polls, because network file
/// systems report nothing, queues overflow and watched folders are replaced.
/// </summary>
internal sealed class DirectoryWatch(IEnumerable<string> directories) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private TaskCompletionSource _next = NewSignal();
    private long _changeCount;

    /// <summary>How many changes were reported until now.</summary>
    public long ChangeCount => Volatile.Read(ref _changeCount);

    /// <summary>Completes with the next change after this call.</summary>
    public Task NextChange => Volatile.Read(ref _next).Task;

    /// <summary>Watches the folders that exist and are not watched yet.</summary>
    public void Start()
    {
        foreach (string directory in directories)
        {
            if (!_watchers.ContainsKey(directory) && TryWatch(directory) is { } watcher)
            {
                _watchers.Add(directory, watcher);
            }
        }
    }

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers.Values)
        {
            watcher.Dispose();
        }

        _watchers.Clear();
    }

    private FileSystemWatcher? TryWatch(string directory)
    {
        FileSystemWatcher? watcher = null;

        try
        {
            watcher = new FileSystemWatcher(directory)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += OnChange;
            watcher.Created += OnChange;
            watcher.Deleted += OnChange;
            watcher.Renamed += (_, change) => Signal(change.Name, change.OldName);
            watcher.Error += (_, _) => Signal();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No watches left (fs.inotify.max_user_watches), or the folder is gone again: polling sees the rest.
            watcher?.Dispose();
            return null;
        }
    }

    private void OnChange(object sender, FileSystemEventArgs change) => Signal(change.Name, null);

    private void Signal(string? name, string? oldName)
    {
        if (IsRelevant(name) || IsRelevant(oldName))
        {
            Signal();
        }
    }

    private void Signal()
    {
        Interlocked.Increment(ref _changeCount);
        Interlocked.Exchange(ref _next, NewSignal()).TrySetResult();
    }

    // A ConfigMap is replaced by swapping the link "..data"; the files in the folder only point through it.
    private static bool IsRelevant(string? name) =>
        name is not null && (name.StartsWith("..", StringComparison.Ordinal) || ManifestFiles.IsManifest(name));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
