using System.Net;

namespace Gatehouse.Hosting;

/// <summary>
/// Who sent a request, as far as that can be believed. <c>default</c> is the safe answer: nothing is known and nobody is
/// believed.
/// </summary>
/// <param name="Peer">The other end of the connection.</param>
/// <param name="Client">The client: the peer, or whom trusted proxies name. The address for policies to go by.</param>
/// <param name="IsPeerTrusted">Whether what the peer says of the hops before it is believed.</param>
internal readonly record struct RequestOrigin(IPAddress? Peer, IPAddress? Client, bool IsPeerTrusted)
{
    /// <summary>The peer's address as text; the connection has it already.</summary>
    internal string? PeerText { get; init; }

    /// <summary>The client's address as text.</summary>
    internal string? ClientText => ReferenceEquals(Client, Peer) ? PeerText : Client?.ToString();

    /// <summary>The scheme that the client used, where a trusted peer says so.</summary>
    internal string? Scheme { get; init; }

    /// <summary>The host that the client asked for, where a trusted peer says so.</summary>
    internal string? Host { get; init; }

    /// <summary>The port that the client connected to, where a trusted peer says so.</summary>
    internal string? Port { get; init; }
}
