using System.Net;
using System.Text;
using Gatehouse.Hosting;
using Gatehouse.Pipeline;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp;

/// <summary>
/// The HTTP clients, one for each protocol that backends speak. The handler inside keeps its connections by endpoint
/// and outlives every reload.
/// </summary>
internal sealed class UpstreamClients : IDisposable
{
    // A moved address is noticed after this long at the latest.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly ForwarderRequestConfig _http1Config;
    private readonly ForwarderRequestConfig _h2cConfig;
    private readonly HttpMessageInvoker _http1;
    private readonly HttpMessageInvoker _h2c;

    public UpstreamClients(IOptions<GatehouseOptions> options)
    {
        TimeSpan connectTimeout = TimeSpan.FromMilliseconds(options.Value.ConnectTimeoutMs);
        TimeSpan idleTimeout = TimeSpan.FromMilliseconds(options.Value.UpstreamIdleTimeoutMs);
        (_http1, _http1Config) = (NewClient(connectTimeout), NewConfig(HttpVersion.Version11, idleTimeout));
        (_h2c, _h2cConfig) = (NewClient(connectTimeout), NewConfig(HttpVersion.Version20, idleTimeout));
    }

    internal HttpMessageInvoker For(BackendProtocol protocol, out ForwarderRequestConfig config)
    {
        bool isH2c = protocol == BackendProtocol.H2c;
        config = isH2c ? _h2cConfig : _http1Config;
        return isH2c ? _h2c : _http1;
    }

    public void Dispose()
    {
        _http1.Dispose();
        _h2c.Dispose();
    }

    private static ForwarderRequestConfig NewConfig(Version version, TimeSpan idleTimeout) => new()
    {
        Version = version,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = idleTimeout,
    };

    // A gateway passes on what it gets: no proxy of its own, no followed redirects, no cookies, no decompression, and
    // no trace headers beside those the request has.
    private static HttpMessageInvoker NewClient(TimeSpan connectTimeout) => new(new PromptBodies(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = connectTimeout,
        ConnectCallback = UpstreamSocket.ConnectAsync,
        PooledConnectionLifetime = ConnectionLifetime,

        // Octets beyond ASCII pass as they are (obs-text, RFC 9110 section 5.5); by default they would fail the request.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    }));
}
