namespace Gatehouse.Pipeline;

/// <summary>Why a request was answered the way it was: one word for the log. Zero says that nothing was decided.</summary>
public enum RequestReason : byte
{
    /// <summary>Nothing was decided.</summary>
    None = 0,

    /// <summary>A backend answered.</summary>
    Forwarded,

    /// <summary>A redirect answered.</summary>
    Redirected,

    /// <summary>The request-target is not one to route, or what the configuration makes of it is too long.</summary>
    BadTarget,

    /// <summary>The path was refused by normalisation.</summary>
    BadPath,

    /// <summary>The query has characters that no query may have.</summary>
    BadQuery,

    /// <summary>Where the request ends could be read in two ways.</summary>
    BadFraming,

    /// <summary>The client's body was cut off or malformed.</summary>
    BadBody,

    /// <summary>The port that the connection belongs to is gone from the configuration.</summary>
    PortGone,

    /// <summary>No listener of the port serves the host.</summary>
    NoListener,

    /// <summary>The listener has no route for the host.</summary>
    NoHost,

    /// <summary>No rule matches.</summary>
    NoRule,

    /// <summary>
    /// The connection is not one for the host: its server name chose another listener, or it is in cleartext where the port
    /// speaks TLS (RFC 9110 section 15.5.20).
    /// </summary>
    Misdirected,

    /// <summary>
    /// The connection was admitted before the port asked for what it asks of clients' certificates now; a new one may be good
    /// (RFC 9110 section 15.5.20).
    /// </summary>
    StaleClientCertificate,

    /// <summary>A rate limit refused; <see cref="RequestLimits.Decisive"/> says which, and why.</summary>
    RateLimited,

    /// <summary>The request is to be limited and cannot be: its policy names a plan that does not exist. It never passes without its limits.</summary>
    RateLimitUnavailable,

    /// <summary>A filter could not be resolved; it is never skipped.</summary>
    UnresolvedFilter,

    /// <summary>The rule has no backend with a weight above 0.</summary>
    NoBackends,

    /// <summary>The chosen backend does not exist or is not granted.</summary>
    UnresolvedBackend,

    /// <summary>The chosen backend asks for TLS, which is not spoken to backends yet.</summary>
    BackendTlsNotServed,

    /// <summary>The chosen backend has no ready endpoint.</summary>
    NoEndpoints,

    /// <summary>No connection to the backend could be made.</summary>
    UpstreamUnreachable,

    /// <summary>The backend broke off, or answered what is no HTTP, before its answer had begun.</summary>
    UpstreamBroken,

    /// <summary>The backend did not answer in time.</summary>
    UpstreamTimeout,

    /// <summary>The backend's answer broke off after it had begun.</summary>
    UpstreamAborted,

    /// <summary>The request cannot be put into the backend's protocol.</summary>
    Unsendable,

    /// <summary>The client went away.</summary>
    ClientGone,

    /// <summary>The request came through gateways of this name too often: it goes round in circles.</summary>
    ForwardingLoop,

    /// <summary>A defect of this program; the log has the exception.</summary>
    Fault,
}
