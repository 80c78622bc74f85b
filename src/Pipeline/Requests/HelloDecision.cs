using System.Net.Security;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>Why a ClientHello was answered the way it was. Zero says that nothing was decided.</summary>
public enum HelloReason : byte
{
    /// <summary>Nothing was decided.</summary>
    None = 0,

    /// <summary>TLS is terminated here.</summary>
    Terminated,

    /// <summary>The port speaks cleartext.</summary>
    NotTls,

    /// <summary>No listener of the port serves the server name, or there is none and every listener has a hostname.</summary>
    NoListener,

    /// <summary>The listener has no certificate to show.</summary>
    NoCertificate,
}

/// <summary>The answer of <see cref="TrafficPipeline.Hello"/>. <c>default</c> refuses.</summary>
public readonly struct HelloDecision
{
    private HelloDecision(HelloReason reason, CompiledListener? listener)
    {
        Reason = reason;
        Listener = listener;
    }

    /// <summary>Why.</summary>
    public HelloReason Reason { get; }

    /// <summary>The listener that the server name chose, where the search came that far.</summary>
    public CompiledListener? Listener { get; }

    /// <summary>
    /// What to shake hands with; <see langword="null"/>: close the connection, without a TLS alert. All handshakes with the
    /// same certificate share it, so it must not be changed. It asks for client certificates where
    /// <see cref="ClientCertificates"/> is set, and refuses clients without a valid one unless the stream's own callback
    /// decides otherwise.
    /// </summary>
    public SslServerAuthenticationOptions? Options { get; private init; }

    /// <summary>What happens to clients without a valid certificate; <see langword="null"/> where none is asked for one.</summary>
    public ClientCertificateMode? ClientCertificates { get; private init; }

    /// <summary>Who is trusted to sign clients' certificates, for <see cref="Primitives.ConnectionFacts.PeerAuthorities"/>.</summary>
    public string? ClientAuthorities { get; private init; }

    internal static HelloDecision Refused(HelloReason reason, CompiledListener? listener = null) => new(reason, listener);

    internal static HelloDecision Terminated(
        CompiledListener listener, SslServerAuthenticationOptions options, ClientTrust? clients) =>
        new(HelloReason.Terminated, listener) { Options = options, ClientCertificates = clients?.Mode, ClientAuthorities = clients?.Authorities };
}
