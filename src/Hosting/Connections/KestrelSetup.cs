using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>
/// Gives Kestrel the virtual endpoints. The application's own stay where they are, but what is set here for the whole server
/// holds for them too: Kestrel has no such setting for one endpoint (README, "What changes for the whole application").
/// </summary>
internal sealed class KestrelSetup(ConnectionWatch watch, ConnectionEntry entry) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        LineTerminators.RequireCarriageReturn();

        // "An origin server MUST ignore the received Host header field" of an absolute-form target (RFC 9112
        // section 3.2.2); Kestrel would refuse the request where the two differ.
        options.AllowHostHeaderOverride = true;

        // Bound in this order, so that the HTTP/2 pipeline is there before the first connection.
        options.Listen(VirtualEndPoint.Http2, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(entry.LendHttp2);
        });
        options.Listen(VirtualEndPoint.Main, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(watch.Watch);
            listen.Use(entry.Enter);
        });
    }
}
