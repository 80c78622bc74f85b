using System.Net;

namespace Gatehouse.Primitives;

/// <summary>
/// What is known of a connection when its first request is read. Who learns more makes a new record with it.
/// </summary>
public sealed record ConnectionFacts
{
    /// <summary>
    /// The listener that accepted the connection, by its configured name: over TLS the one that the server name chose. In
    /// cleartext the port, since there each request's host chooses the listener.
    /// </summary>
    public required string ListenerName { get; init; }

    /// <summary>The address and port that the connection was made to.</summary>
    public required IPEndPoint LocalEndPoint { get; init; }

    /// <summary>The address and port at the other end of the connection: the client's, or a proxy's in front of us.</summary>
    public required IPEndPoint RemoteEndPoint { get; init; }

    /// <summary>
    /// The address that the client is taken to be: what a trusted PROXY protocol header says, otherwise
    /// <see cref="RemoteEndPoint"/>'s address.
    /// </summary>
    public required IPAddress ClientAddress { get; init; }

    /// <summary>Whether the bytes are protected by TLS that ends here.</summary>
    public bool IsTls { get; init; }

    /// <summary>The server name of the ClientHello (RFC 6066 section 3); <see langword="null"/> where there was none.</summary>
    public string? ServerName { get; init; }

    /// <summary>What became of the certificate that the peer was asked for.</summary>
    public PeerCertificateVerdict PeerCertificate { get; init; }

    /// <summary>
    /// Whose certificates were trusted when <see cref="PeerCertificate"/> was judged: equal for the same set of authorities, and
    /// of no other meaning. <see langword="null"/> where the peer was not asked for one.
    /// </summary>
    public string? PeerAuthorities { get; init; }

    /// <summary>
    /// The identity that the peer's certificate proved (<c>spiffe://cluster.local/ns/shop/sa/cart</c>);
    /// <see langword="null"/> where it proved none.
    /// </summary>
    public string? PeerIdentity { get; init; }
}

/// <summary>What became of the certificate that a peer was asked for. Zero is the safe answer: it proves nothing.</summary>
public enum PeerCertificateVerdict : byte
{
    /// <summary>It was not asked for one, or showed none.</summary>
    None = 0,

    /// <summary>It showed one that is not to be trusted.</summary>
    Untrusted,

    /// <summary>It showed one of a trusted authority and has its key.</summary>
    Trusted,
}
