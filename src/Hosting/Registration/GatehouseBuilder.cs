using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gatehouse.Hosting;

/// <summary>Puts a gateway together; given by <c>AddGatehouse</c>.</summary>
public sealed class GatehouseBuilder
{
    internal GatehouseBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Changes the host's settings.</summary>
    public GatehouseBuilder Configure(Action<GatehouseOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>
    /// Adds the admin endpoint: <c>/healthz</c> (200 while the process lives), <c>/readyz</c> (200 while requests are served, else
    /// 503) and <c>/config</c> (what serves and what was found about it, as JSON, without secrets). It answers GET and HEAD, on this
    /// address alone, in cleartext and to everybody who reaches it: choose an address that only operators reach.
    /// </summary>
    /// <param name="address">The IP address and port, 1 to 65535.</param>
    /// <param name="extend">Adds more pages, which are on this address alone as well.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is 0: nobody would know where to ask.</exception>
    public GatehouseBuilder UseAdmin(IPEndPoint address, Action<IApplicationBuilder>? extend = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfZero(address.Port, nameof(address));
        Services.Replace(ServiceDescriptor.Singleton(new AdminEndpoint(address, extend)));
        return this;
    }

    /// <summary>Says where the configuration comes from. There is one source; the last call counts.</summary>
    public GatehouseBuilder UseSource(IConfigSource source) => UseSource(_ => source);

    /// <inheritdoc cref="UseSource(IConfigSource)"/>
    public GatehouseBuilder UseSource(Func<IServiceProvider, IConfigSource> source)
    {
        Services.Replace(ServiceDescriptor.Singleton(source));
        return this;
    }

    /// <summary>
    /// Says who knows the plans of customers; those that the configuration names come first. There is one store; the last call counts.
    /// </summary>
    public GatehouseBuilder UseCustomers(ICustomerStore store) => UseCustomers(_ => store);

    /// <inheritdoc cref="UseCustomers(ICustomerStore)"/>
    public GatehouseBuilder UseCustomers(Func<IServiceProvider, ICustomerStore> store)
    {
        Services.Replace(ServiceDescriptor.Singleton(store));
        return this;
    }

    /// <summary>Serves a configuration built in code; replace it through a <see cref="CodeConfigSource"/> of your own.</summary>
    public GatehouseBuilder UseConfig(TrafficConfig config) => UseSource(new CodeConfigSource(config));
}
