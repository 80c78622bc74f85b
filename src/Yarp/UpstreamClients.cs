using System.Net;
using Gatehouse.Pipeline;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp;

/// <summary>
/// The HTTP clients, one for each protocol that backends speak. The handler inside keeps its connections by endpoint
/// and outlives every reload.
/// </summary>
internal sealed class UpstreamClients : IDisposable
{
    // Long enough for a slow network, short enough that a dead endpoint is a quick 504.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    // A moved address is noticed after this long at the latest.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly ForwarderRequestConfig Http1 = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static readonly ForwarderRequestConfig H2c = new()
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private readonly HttpMessageInvoker _http1 = NewClient();
    private readonly HttpMessageInvoker _h2c = NewClient();

    internal HttpMessageInvoker For(BackendProtocol protocol, out ForwarderRequestConfig config)
    {
        bool isH2c = protocol == BackendProtocol.H2c;
        config = isH2c ? H2c : Http1;
        return isH2c ? _h2c : _http1;
    }

    public void Dispose()
    {
        _http1.Dispose();
        _h2c.Dispose();
    }

    // A gateway passes on what it gets: no proxy of its own, no followed redirects, no cookies, no decompression, and
    // no trace headers beside those the request has.
    private static HttpMessageInvoker NewClient() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
    });
}
