namespace Gatehouse.Hosting;

/// <summary>How an attempt to forward a request ended. Zero is the safe answer: no answer came.</summary>
internal enum ForwardOutcome : byte
{
    /// <summary>No connection could be made; nothing was sent and nothing was written to the client.</summary>
    Unreachable = 0,

    /// <summary>The backend's answer went to the client.</summary>
    Answered,

    /// <summary>The backend broke off, or answered what is no HTTP, before an answer; nothing was written to the client.</summary>
    Broken,

    /// <summary>No answer in time; nothing was written to the client.</summary>
    TimedOut,

    /// <summary>The exchange broke off after the answer had begun.</summary>
    Aborted,

    /// <summary>The client's body was cut off or malformed; nothing was written to the client.</summary>
    BadBody,

    /// <summary>The client's request cannot be put into the backend's protocol; nothing was sent and nothing was written to the client.</summary>
    Unsendable,

    /// <summary>The client went away.</summary>
    ClientGone,
}

/// <summary>Sends a request to an endpoint and its answer to the client.</summary>
internal interface IForwarder
{
    /// <summary>
    /// Makes one attempt. An outcome without an answer leaves the response unwritten, for the caller to answer. The task is
    /// the forwarder's own, so that waiting for it costs no object more.
    /// </summary>
    /// <param name="exchange">The request and where it goes, its headers as the backend is to get them; also a feature of its context.</param>
    Task ForwardAsync(Exchange exchange);

    /// <summary>How an attempt ended.</summary>
    /// <param name="attempt">The task of <see cref="ForwardAsync"/>, completed.</param>
    /// <param name="exchange">The request it was given.</param>
    ForwardOutcome OutcomeOf(Task attempt, Exchange exchange);
}
