using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

/// <summary>
/// Says which addresses of the application the server leaves out. It takes addresses (<c>UseUrls</c>, <c>ASPNETCORE_URLS</c>,
/// <c>ASPNETCORE_HTTP_PORTS</c>, <c>app.Urls</c>) only where no endpoint is set in code, and the gateway sets some. They are not
/// added as endpoints instead: images of .NET set 8080, which nobody asked for and a listener may want.
/// </summary>
internal sealed class OwnAddresses(IServer server, ILogger<ListenerRegistry> log) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        // The server is given its addresses before this is asked, and forgets them when it starts.
        if (server.Features.Get<IServerAddressesFeature>() is { Addresses: { Count: > 0 } addresses } feature)
        {
            string text = string.Join(", ", addresses);

            if (feature.PreferHostingUrls)
            {
                ListenerLog.OnlyOwnAddresses(log, text);
            }
            else
            {
                ListenerLog.OwnAddressesLeftOut(log, text);
            }
        }

        return next;
    }
}
