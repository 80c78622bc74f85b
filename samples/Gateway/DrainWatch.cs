using System.Diagnostics;

namespace Gatehouse.Samples.Gateway;

/// <summary>Notices when the host did not wait any longer for what was under way.</summary>
internal sealed class DrainWatch
{
    // The host's own clock starts a little before this one.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _stopping = new();
    private readonly TimeSpan _limit;

    internal DrainWatch(IHostApplicationLifetime lifetime, int seconds)
    {
        _limit = TimeSpan.FromSeconds(seconds);
        lifetime.ApplicationStopping.Register(_stopping.Start);
    }

    /// <summary>What to say of it after the end; <see langword="null"/> where everything ended by itself.</summary>
    internal string? Remark => _stopping.Elapsed >= _limit - Tolerance
        ? $"{_limit.TotalSeconds} s {(_limit.TotalSeconds == 1 ? "has" : "have")} passed; what was still under way was cut off."
        : null;
}
