namespace Gatehouse.Pipeline;

/// <summary>
/// Takes configurations live, whole or not at all: compile, then one atomic exchange. Several callers take turns.
/// </summary>
/// <param name="holder">Where the snapshot is published.</param>
public sealed class SnapshotPublisher(SnapshotHolder holder)
{
    private readonly TrafficCompiler _compiler = new();
    private readonly Lock _turn = new();

    /// <summary>
    /// Compiles a configuration and publishes it, unless it has errors or is the one that serves already.
    /// </summary>
    /// <param name="reading">The configuration; its diagnostics get what compiling finds.</param>
    public PublishResult Publish(ConfigReading reading)
    {
        lock (_turn)
        {
            TrafficSnapshot current = holder.Current;

            if (reading.Diagnostics.HasErrors)
            {
                return Rejected(current);
            }

            string hash = ContentHash.Of(reading.Config);

            if (hash == current.ContentHash)
            {
                return new PublishResult(PublishOutcome.Unchanged, current, null);
            }

            TrafficSnapshot next = _compiler.Compile(reading.Config, reading.Diagnostics, current.Generation + 1, hash);
            return reading.Diagnostics.HasErrors
                ? Rejected(current)
                : new PublishResult(PublishOutcome.Published, next, holder.Exchange(next));
        }
    }

    private static PublishResult Rejected(TrafficSnapshot current) =>
        new(current.Generation == 0 ? PublishOutcome.Refused : PublishOutcome.KeptLastGood, current, null);
}
