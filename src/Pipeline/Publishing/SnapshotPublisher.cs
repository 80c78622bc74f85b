using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>
/// Takes configurations live, whole or not at all: compile, then one atomic exchange. Several callers take turns.
/// </summary>
/// <param name="holder">Where the snapshot is published.</param>
/// <param name="limiters">
/// Keeps the levels of rate limits over all configurations. Without it and the clock requests that are to be limited are refused.
/// </param>
/// <param name="clock">The clock that limits are decided by.</param>
public sealed class SnapshotPublisher(SnapshotHolder holder, LimitRegistry? limiters = null, LimitClock? clock = null)
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

            if (!isGood)
            {
                return Rejected(current);
            }

            AdoptLimits(next);
            return new PublishResult(PublishOutcome.Published, next, holder.Exchange(next));
        }
    }

    // Before the exchange, since the first request of the new snapshot is charged. A request under way in the old one keeps its
    // limiters, which decide by the new rates from here on.
    private void AdoptLimits(TrafficSnapshot next)
    {
        if (limiters is not null && clock is not null)
        {
            next.RateLimits.Adopt(limiters, clock.Now());
        }
    }

    private static PublishResult Rejected(TrafficSnapshot current) =>
        new(current.Generation == 0 ? PublishOutcome.Refused : PublishOutcome.KeptLastGood, current, null);
}
