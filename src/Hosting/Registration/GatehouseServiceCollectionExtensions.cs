using System.Diagnostics;
using Gatehouse.Hosting;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Resilience;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Gatehouse to an application.</summary>
public static class GatehouseServiceCollectionExtensions
{
    /// <summary>
    /// Adds the gateway's services. It listens on the ports of its configuration, beside the application's own
    /// endpoints; <c>app.UseGatehouse()</c> serves them.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says where the configuration comes from and who forwards.</param>
    public static IServiceCollection AddGatehouse(this IServiceCollection services, Action<GatehouseBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<GatehouseOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GatehouseOptions>, GatehouseOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => RandomSource.FromEntropy());

        services.TryAddSingleton<IConfigSource>(new CodeConfigSource(TrafficConfig.Empty));
        services.TryAddSingleton<SnapshotHolder>();
        services.TryAddSingleton<SnapshotPublisher>();
        services.AddGatehouseRateLimit();
        services.TryAddSingleton<PermitRenewal>();
        services.TryAddSingleton<LimitedExchanges>();
        services.TryAddSingleton<LoadBalancerRegistry>();
        services.TryAddSingleton(static provider => new GatewayState(
            provider.GetRequiredService<SnapshotHolder>(), provider.GetRequiredService<ListenerRegistry>()));
        services.TryAddSingleton<TrafficPublication>();

        // In this order: the admin endpoint answers before the first configuration is read, and is the last to go.
        services.TryAddSingleton<Readiness>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AdminServer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConfigReloadService>());

        AddServer(services);
        configure(new GatehouseBuilder(services));
        return services;
    }

    private static void AddServer(IServiceCollection services)
    {
        services.TryAddSingleton<ConnectionIntake>();
        services.TryAddSingleton<ListenerRegistry>();
        services.TryAddSingleton<ProtocolSniffer>();
        services.TryAddSingleton<TlsTelemetry>();
        services.TryAddSingleton<TlsTermination>();
        services.TryAddSingleton<ConnectionEntry>();
        services.TryAddSingleton<RequestWalk>();
        services.TryAddSingleton<UpstreamDispatch>();
        services.TryAddSingleton<RequestService>();
        AddHop(services);
        AddTelemetry(services);

        // Kestrel asks every factory, the last first, whether it can bind an endpoint: its own stays for all others.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, VirtualListenerFactory>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, KestrelSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, OwnAddresses>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<KestrelServerOptions>, FieldEncodingSetup>());
    }

    private static void AddHop(IServiceCollection services)
    {
        services.TryAddSingleton<ConnectionWatch>();
        services.TryAddSingleton<OriginPolicy>();
        services.TryAddSingleton<ClaimedFields>();
        services.TryAddSingleton<ForwardedFields>();
        services.TryAddSingleton<ViaField>();
        services.TryAddSingleton<HopPolicy>();
    }

    // In the place of the one that ASP.NET Core puts there by itself. What the application chose stays, whether it added that
    // to the services or made it the process's before the builder took it from there.
    private static void AddPropagator(IServiceCollection services)
    {
        ServiceDescriptor? present = services.LastOrDefault(static service => service.ServiceType == typeof(DistributedContextPropagator));

        if (present is null || ReferenceEquals(present.ImplementationInstance, DistributedContextPropagator.CreateDefaultPropagator()))
        {
            services.Replace(ServiceDescriptor.Singleton<DistributedContextPropagator, W3CPropagator>());
        }
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<TrafficMeters>();
        services.TryAddSingleton<AttemptMeter>();
        services.TryAddSingleton<TraceHeaders>();
        services.TryAddSingleton<RequestSpans>();
        services.TryAddSingleton<RequestTelemetry>();
        services.TryAddSingleton<ArrivalReader>();

        AddPropagator(services);
    }
}
