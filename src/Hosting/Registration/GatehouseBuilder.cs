using Gatehouse.Pipeline;
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

    /// <summary>Says where the configuration comes from. There is one source; the last call counts.</summary>
    public GatehouseBuilder UseSource(IConfigSource source) => UseSource(_ => source);

    /// <inheritdoc cref="UseSource(IConfigSource)"/>
    public GatehouseBuilder UseSource(Func<IServiceProvider, IConfigSource> source)
    {
        Services.Replace(ServiceDescriptor.Singleton(source));
        return this;
    }

    /// <summary>Serves a configuration built in code; replace it through a <see cref="CodeConfigSource"/> of your own.</summary>
    public GatehouseBuilder UseConfig(TrafficConfig config) => UseSource(new CodeConfigSource(config));
}
