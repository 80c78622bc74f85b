namespace Gatehouse.Pipeline;

/// <summary>What became of a configuration. Zero is the safe answer: it does not serve.</summary>
public enum PublishOutcome : byte
{
    /// <summary>It has errors and nothing serves yet: a host refuses to start.</summary>
    Refused = 0,

    /// <summary>It has errors; the last good configuration serves on.</summary>
    KeptLastGood,

    /// <summary>It is the one that serves already; the generation stays.</summary>
    Unchanged,

    /// <summary>It serves now. Where its source reported errors, the parts concerned are as they were when last good.</summary>
    Published,
}

/// <summary>The answer of <see cref="SnapshotPublisher.Publish"/>.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Current">The snapshot that serves now.</param>
/// <param name="Retired">The snapshot that served before; <see langword="null"/> unless it was replaced.</param>
public readonly record struct PublishResult(PublishOutcome Outcome, TrafficSnapshot Current, TrafficSnapshot? Retired);
