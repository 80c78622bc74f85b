namespace Gatehouse.Pipeline;

/// <summary>Holds the snapshot that serves now. Readers never wait; the <see cref="SnapshotPublisher"/> is the only writer.</summary>
public sealed class SnapshotHolder
{
    private TrafficSnapshot _current = TrafficSnapshot.Empty;

    /// <summary>The snapshot that serves now. Read it once per request.</summary>
    public TrafficSnapshot Current => Volatile.Read(ref _current);

    internal TrafficSnapshot Exchange(TrafficSnapshot next) => Interlocked.Exchange(ref _current, next);
}
