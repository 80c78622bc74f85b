using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// One listener of a port and the routes attached to it. Routing selects among the listeners of one address, port
/// and protocol; which routes may attach was decided before.
/// </summary>
public sealed record RouteListener
{
    /// <summary>What the listener is called in logs and diagnostics, unique on its port: <c>shop/edge/http</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The hostname it serves, exact or with one leading <c>*.</c>; <see langword="null"/> for every host
    /// (Gateway API, Listener.hostname).
    /// </summary>
    public string? Hostname { get; init; }

    /// <summary>The scheme clients use: what a redirect without a scheme answers with.</summary>
    public ListenerScheme Scheme { get; init; }

    /// <summary>The declared port, 1 to 65535: what a redirect without a port answers with, whatever port is bound.</summary>
    public int Port { get; init; } = 80;

    /// <summary>The attached HTTPRoutes, in any order.</summary>
    public ValueList<HttpRoute> HttpRoutes { get; init; }

    /// <summary>The attached GRPCRoutes, in any order.</summary>
    public ValueList<GrpcRoute> GrpcRoutes { get; init; }
}

/// <summary>The scheme of the requests a listener receives.</summary>
public enum ListenerScheme : byte
{
    /// <summary>Cleartext; default port 80.</summary>
    Http = 0,

    /// <summary>TLS, terminated here; default port 443.</summary>
    Https,
}
