namespace Gatehouse.Hosting;

/// <summary>Why a handshake came to nothing: one word for the log.</summary>
internal enum TlsFailure : byte
{
    /// <summary>It did not fail.</summary>
    None = 0,

    /// <summary>The first byte is not that of a handshake: most likely HTTP in cleartext.</summary>
    NotTls,

    /// <summary>No listener serves the server name, or the port is gone.</summary>
    NoListener,

    /// <summary>The listener has no certificate to show.</summary>
    NoCertificate,

    /// <summary>The client showed no certificate that is trusted.</summary>
    ClientCertificate,

    /// <summary>
    /// The two have no protocol, cipher or application protocol in common, the client refused our certificate, or it broke the
    /// rules.
    /// </summary>
    Protocol,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>The client left.</summary>
    ClientGone,
}
