using Gatehouse.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gatehouse.Yarp;

/// <summary>Adds YARP's forwarder to a gateway.</summary>
public static class GatehouseYarpExtensions
{
    /// <summary>Forwards requests by YARP's <c>IHttpForwarder</c>.</summary>
    public static GatehouseBuilder UseYarp(this GatehouseBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHttpForwarder();
        builder.Services.TryAddSingleton<UpstreamClients>();
        builder.Services.TryAddSingleton<IForwarder, YarpForwarder>();
        return builder;
    }
}
