using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>What is observed of handshakes. Nothing of it is the client's text.</summary>
internal sealed partial class TlsTelemetry(TrafficMeters meters, ILoggerFactory loggers)
{
    private static readonly string[] Words = [.. Enum.GetValues<TlsFailure>().Select(static failure => failure.ToString())];

    private readonly ILogger _logger = loggers.CreateLogger("Gatehouse.Hosting.Tls");
    private int _active;

    /// <summary>The handshakes under way.</summary>
    internal int Active => Volatile.Read(ref _active);

    /// <summary>A handshake begins.</summary>
    internal void Begin() => Interlocked.Increment(ref _active);

    /// <summary>A handshake ended.</summary>
    /// <param name="listener">The listener that the server name chose; before that, the port.</param>
    /// <param name="failure">Why it failed, where it did.</param>
    internal void End(string listener, TlsFailure failure)
    {
        Interlocked.Decrement(ref _active);

        if (failure != TlsFailure.None)
        {
            HandshakeFailed(listener, failure);
            meters.HandshakeFails(listener, Words[(int)failure]);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "a TLS handshake with {Listener} failed: {Reason}")]
    private partial void HandshakeFailed(string listener, TlsFailure reason);
}
