using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Pipeline;

/// <summary>
/// Takes configurations live, whole or not at all: compile, then one atomic exchange. Several callers take turns.
/// </summary>
/// <param name="holder">Where the snapshot is published.</param>
public sealed class SnapshotPublisher(SnapshotHolder holder)
{
    private readonly TrafficCompiler _compiler = new();
    private readonly ContentHash _hash = new();
    private readonly Lock _turn = new();

    /// <summary>
    /// Compiles a configuration and publishes it, unless it is the one that serves already. The first one must be free
    /// of errors. Later a source may report errors and still give what can be served, its broken parts as they were
    /// when they were last good; what the compiler itself finds wrong keeps the whole configuration out.
    /// </summary>
    /// <param name="reading">The configuration; its diagnostics get what compiling finds.</param>
    public PublishResult Publish(ConfigReading reading)
    {
        lock (_turn)
        {
            TrafficSnapshot current = holder.Current;
            DiagnosticBag diagnostics = reading.Diagnostics;
            int errorsRead = diagnostics.ErrorCount;
            string hash = _hash.Of(reading.Config);

            if (hash == current.ContentHash)
            {
                return errorsRead > 0 ? Rejected(current) : new PublishResult(PublishOutcome.Unchanged, current, null);
            }

            TrafficSnapshot next = _compiler.Compile(reading.Config, diagnostics, current.Generation + 1, hash);
            bool isGood = diagnostics.ErrorCount == (current.Generation == 0 ? 0 : errorsRead);
            return isGood ? new PublishResult(PublishOutcome.Published, next, holder.Exchange(next)) : Rejected(current);
        }
    }

    private static PublishResult Rejected(TrafficSnapshot current) =>
        new(current.Generation == 0 ? PublishOutcome.Refused : PublishOutcome.KeptLastGood, current, null);
}
