namespace Gatehouse.Hosting;

/// <summary>Settings of the host; what is routed where is the configuration's business.</summary>
public sealed class GatehouseOptions
{
    /// <summary>The IP address that ports without addresses of their own listen on.</summary>
    public string DefaultAddress { get; set; } = "127.0.0.1";

    /// <summary>
    /// Added to every declared port to get the bound one, -65534 to 65534: lets a gateway that declares port 80 run
    /// without privileges. Routes, redirects and logs keep to the declared port.
    /// </summary>
    public int PortOffset { get; set; }

    /// <summary>How long a connection may take to show which protocol it speaks, in milliseconds, 100 to 600 000.</summary>
    public int PrefaceTimeoutMs { get; set; } = 10_000;

    /// <summary>
    /// How long a TLS handshake may take, from the connection's beginning, in milliseconds, 100 to 600 000. The end of a
    /// connection, which a client may refuse to read, gets as long.
    /// </summary>
    public int TlsHandshakeTimeoutMs { get; set; } = 10_000;

    /// <summary>How long connecting to an endpoint may take, in milliseconds, 10 to 600 000; after that the answer is 503.</summary>
    public int ConnectTimeoutMs { get; set; } = 5_000;

    /// <summary>
    /// How long an exchange with a backend may stand still, in milliseconds, 100 to 86 400 000: no byte of the request, of the
    /// answer or of an upgraded connection moves in either direction. After that the answer is 504, or is cut off where it
    /// has begun. How long a whole request may take is a route's business.
    /// </summary>
    public int UpstreamIdleTimeoutMs { get; set; } = 100_000;

    /// <summary>
    /// Whether answers to limited requests also have <c>X-RateLimit-Limit</c>, <c>-Remaining</c> and <c>-Reset</c> (seconds), those of
    /// the limit with the fewest permits left. <c>RateLimit</c> and <c>RateLimit-Policy</c> are always there.
    /// </summary>
    public bool SendLegacyRateLimitFields { get; set; } = true;

    /// <summary>What is believed of the hop before, and what the hop behind is told.</summary>
    public ForwardingOptions Forwarding { get; } = new();

    /// <summary>How traces go on through the gateway.</summary>
    public TracingOptions Tracing { get; } = new();
}
