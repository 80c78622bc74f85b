using Gatehouse.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts Gatehouse into an application's pipeline.</summary>
public static class GatehouseApplicationBuilderExtensions
{
    /// <summary>Serves the requests that arrive on the configuration's ports; all others go on to what follows.</summary>
    /// <exception cref="InvalidOperationException">No forwarder was added.</exception>
    public static IApplicationBuilder UseGatehouse(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);

        return app.ApplicationServices.GetService<IForwarder>() is not null
            ? app.UseMiddleware<TrafficMiddleware>()
            : throw new InvalidOperationException("Gatehouse has no forwarder: add one in AddGatehouse(g => …), for example g.UseYarp().");
    }
}
