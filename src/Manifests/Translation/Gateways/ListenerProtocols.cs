namespace Gatehouse.Manifests;

/// <summary>What can not share a port with another family.</summary>
internal enum ListenerFamily : byte
{
    /// <summary>A protocol that is not known.</summary>
    None = 0,
    Http,
    Tls,
    Tcp,
    Udp,
}

/// <summary>What is known of the protocols of listeners (Gateway API, ProtocolType).</summary>
internal static class ListenerProtocols
{
    public const string Http = "HTTP";
    public const string Https = "HTTPS";
    public const string Tls = "TLS";
    public const string Tcp = "TCP";
    public const string Udp = "UDP";

    private static readonly string[] HttpKinds = [KindNames.HttpRoute, KindNames.GrpcRoute];
    private static readonly string[] TlsKinds = [KindNames.TlsRoute];
    private static readonly string[] TcpKinds = [KindNames.TcpRoute];
    private static readonly string[] UdpKinds = [KindNames.UdpRoute];

    /// <summary>The kinds of routes that may attach, all of Gateway API's group; none for an unknown protocol.</summary>
    public static IReadOnlyList<string> KindsOf(string protocol) => FamilyOf(protocol) switch
    {
        ListenerFamily.Http => HttpKinds,
        ListenerFamily.Tls => protocol == Https ? HttpKinds : TlsKinds,
        ListenerFamily.Tcp => TcpKinds,
        ListenerFamily.Udp => UdpKinds,
        _ => [],
    };

    // The bytes of a connection tell HTTPS and TLS apart by SNI, and neither of them from HTTP or TCP.
    public static ListenerFamily FamilyOf(string protocol) => protocol switch
    {
        Http => ListenerFamily.Http,
        Https or Tls => ListenerFamily.Tls,
        Tcp => ListenerFamily.Tcp,
        Udp => ListenerFamily.Udp,
        _ => ListenerFamily.None,
    };
}
