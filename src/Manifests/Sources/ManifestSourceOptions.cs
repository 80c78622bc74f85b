namespace Gatehouse.Manifests;

/// <summary>When a <see cref="ManifestSource"/> looks for changes, and what it allows.</summary>
public sealed record ManifestSourceOptions
{
    /// <summary>
    /// How often the files are looked at where the file system reports nothing, as on some network file systems; more
    /// than zero, 5 seconds by default.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the files must rest before a change counts, so that a half-written file is rarely read; not negative,
    /// 100 ms by default. Files that never rest are read after 20 such periods.
    /// </summary>
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What the manifests may do; nothing beyond themselves by default.</summary>
    public TranslationOptions Translation { get; init; } = new();
}
