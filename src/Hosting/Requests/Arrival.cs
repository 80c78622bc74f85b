namespace Gatehouse.Hosting;

/// <summary>What was learned of a request when it arrived, before anything was decided about it.</summary>
/// <param name="Listener">The listener it arrived on.</param>
/// <param name="Connection">The other end of its connection; <see langword="null"/> where the server was given it another way.</param>
/// <param name="Origin">Who sent it, as far as that can be believed.</param>
/// <param name="Trace">The trace it came in.</param>
/// <param name="ConnectionField">What it sent as <c>Connection</c>, where the server shows less of it.</param>
/// <param name="Started">The moment.</param>
internal readonly record struct Arrival(
    ListenerIdentity Listener, ConnectionPeer? Connection, RequestOrigin Origin, TraceContext Trace, string? ConnectionField, long Started);
