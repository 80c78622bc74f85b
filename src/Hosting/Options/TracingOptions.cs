namespace Gatehouse.Hosting;

/// <summary>How the gateway takes part in W3C Trace Context.</summary>
public sealed class TracingOptions
{
    /// <summary>
    /// Starts a new trace for each request and links the client's to it: for an edge whose clients are not to decide what
    /// is sampled. Also ASP.NET Core's own spans start anew then.
    /// </summary>
    public bool RestartTrace { get; set; }

    /// <summary>
    /// Sends each backend a <c>traceparent</c> with a parent id of its own, and starts a trace where the client has none,
    /// even where nobody records spans here. Such a trace is marked "not sampled", and a backend that goes by its
    /// parent then records nothing: so this is off by default.
    /// </summary>
    public bool AlwaysParticipate { get; set; }

    /// <summary>
    /// Passes the client's <c>baggage</c> on, up to 8 192 bytes. Off by default: it is the client's text and every
    /// service behind would carry it (W3C Baggage, section 4).
    /// </summary>
    public bool PassBaggage { get; set; }

    /// <summary>
    /// The key of an own member that is put first in <c>tracestate</c>, with the span's id as its value: 1 to 256 of
    /// <c>a-z 0-9 _ - * / @</c>, the first a letter or digit. <see langword="null"/> for none.
    /// </summary>
    public string? TraceStateKey { get; set; }
}
