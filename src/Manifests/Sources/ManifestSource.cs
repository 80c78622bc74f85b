using Gatehouse.Pipeline;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>
/// Configuration from manifest files. A file that can not be read, or an object that is invalid, keeps its own last good
/// version while everything else goes live; the first reading has none to keep, so its errors should refuse a start.
/// One reader at a time; <see cref="WaitForChangeAsync"/> follows a read.
/// </summary>
public sealed class ManifestSource : IConfigSource, IDisposable
{
    private readonly ManifestFiles _files;
    private readonly TimeProvider _time;
    private readonly ManifestSourceOptions _options;
    private readonly DirectoryWatch _watch;
    private readonly FileCache _cache = new();
    private readonly LastGoodFiles _lastGood = new();
    private Sighting? _read;

    /// <summary>Names the files; nothing is read or watched before the first <see cref="ReadAsync"/>.</summary>
    /// <param name="paths">
    /// Files and folders. Of a folder every <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> is read that does not begin with
    /// a dot; folders inside it are not.
    /// </param>
    /// <param name="time">The clock of the intervals; the system's by default.</param>
    /// <param name="options">When to look for changes, and what is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">An interval of <paramref name="options"/> is out of its range.</exception>
    public ManifestSource(IEnumerable<string> paths, TimeProvider? time = null, ManifestSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _options = options ?? new ManifestSourceOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.PollInterval, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.QuietPeriod, TimeSpan.Zero, nameof(options));
        _files = new ManifestFiles(paths);
        _time = time ?? TimeProvider.System;
        _watch = new DirectoryWatch(_files.Directories);
    }

    /// <inheritdoc/>
    public async ValueTask<ConfigReading> ReadAsync(CancellationToken cancellationToken)
    {
        Translation translation = await TranslateAsync(cancellationToken).ConfigureAwait(false);
        ValueList<ObjectStatus> statuses = translation.Statuses;
        return new ConfigReading(translation.Config, translation.Diagnostics) { Statuses = () => StatusDocument.Of(statuses) };
    }

    /// <summary>The same read with all that it gave: the statuses as well.</summary>
    public async ValueTask<Translation> TranslateAsync(CancellationToken cancellationToken)
    {
        // Seen before anything is read: what changes while reading is a change since this read began.
        _watch.Start();
        _read = Look();
        FileListing listing = _files.List();
        List<BoundFile> bound = [];

        foreach (string file in listing.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();

            if (await _cache.ReadAsync(file, cancellationToken).ConfigureAwait(false) is { } read)
            {
                bound.Add(read);
            }
        }

        _cache.Keep(listing.Files);
        IReadOnlyList<BoundFile> live = _lastGood.Complete(bound, listing.Problems);
        return ManifestTranslator.Translate(ManifestSet.Of(live), _options.Translation);
    }

    /// <inheritdoc/>
    public async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before looking, so that a change right after the look is not slept through.
            Task signal = _watch.NextChange;

            if (Look() is { } seen && !seen.Equals(_read))
            {
                await WaitForQuietAsync(seen, cancellationToken).ConfigureAwait(false);
                return;
            }

            using CancellationTokenSource woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(signal, Task.Delay(_options.PollInterval, _time, woken.Token)).ConfigureAwait(false);
            await woken.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose() => _watch.Dispose();

    // A file that never rests is read all the same, or a log written into the folder would freeze the configuration.
    private async Task WaitForQuietAsync(Sighting seen, CancellationToken cancellationToken)
    {
        for (int round = 0; round < Limits.QuietRoundsMax; round++)
        {
            await Task.Delay(_options.QuietPeriod, _time, cancellationToken).ConfigureAwait(false);
            Sighting now = Look();

            if (now.Equals(seen))
            {
                return;
            }

            seen = now;
        }
    }

    private Sighting Look() => new(_watch.ChangeCount, _files.Stamp());
}
