using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting.Tests;

/// <summary>A gateway and a backend in this process, on free ports of the loopback address.</summary>
internal sealed class LiveGateway : IAsyncDisposable
{
    private readonly WebApplication _gateway;
    private readonly WebApplication _backend;
    private readonly CodeConfigSource _source;

    private LiveGateway(WebApplication gateway, WebApplication backend, CodeConfigSource source)
    {
        _gateway = gateway;
        _backend = backend;
        _source = source;
    }

    /// <summary>Starts the gateway on those ports; the backend answers whatever <paramref name="answer"/> writes.</summary>
    internal static Task<LiveGateway> StartAsync(RequestDelegate answer, HttpRouteRule rule, params int[] ports) =>
        StartAsync(answer, rule, static _ => { }, ports);

    /// <inheritdoc cref="StartAsync(RequestDelegate, HttpRouteRule, int[])"/>
    internal static Task<LiveGateway> StartAsync(RequestDelegate answer, HttpRouteRule rule, Action<GatehouseBuilder> configure, params int[] ports) =>
        StartAsync(answer, backendPort => Config(backendPort, rule, ports), configure);

    /// <summary>Starts a gateway with the configuration that goes with the backend's port.</summary>
    internal static async Task<LiveGateway> StartAsync(RequestDelegate answer, Func<int, TrafficConfig> config, Action<GatehouseBuilder> configure)
    {
        int backendPort = FreePorts.Next();
        WebApplicationBuilder backend = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        backend.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, backendPort));
        WebApplication backendApp = backend.Build();
        backendApp.Run(answer);
        await backendApp.StartAsync();

        CodeConfigSource source = new(config(backendPort));
        WebApplicationBuilder gateway = WebApplication.CreateSlimBuilder();
        gateway.Logging.ClearProviders();
        gateway.Services.AddGatehouse(g => configure(g.UseSource(source).UseYarp()));
        WebApplication gatewayApp = gateway.Build();
        gatewayApp.UseGatehouse();
        LiveGateway live = new(gatewayApp, backendApp, source) { BackendPort = backendPort };
        await gatewayApp.StartAsync();
        return live;
    }

    internal int BackendPort { get; private init; }

    internal IServiceProvider Services => _gateway.Services;

    /// <summary>Takes other ports or another rule live, and returns when they are.</summary>
    internal Task ReplaceAsync(HttpRouteRule rule, params int[] ports) => ReplaceAsync(Config(BackendPort, rule, ports));

    /// <summary>Takes another configuration live, and returns when it is.</summary>
    internal async Task ReplaceAsync(TrafficConfig config)
    {
        SnapshotHolder holder = Services.GetRequiredService<SnapshotHolder>();
        long before = holder.Current.Generation;
        _source.Replace(config);
        await Eventually.TrueAsync(() => holder.Current.Generation > before);
    }

    internal static HttpRouteRule Everything(params ReadOnlySpan<RouteFilter> filters) => new()
    {
        Filters = ValueList.Create(filters),
        Backends = [new BackendRef { Id = "test/backend:80" }],
    };

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _backend.DisposeAsync();
    }

    internal static TrafficConfig Config(int backendPort, HttpRouteRule rule, int[] ports) => new()
    {
        Ports = [.. ports.Select(port => new GatewayPort
        {
            Gateway = "test/edge",
            Port = port,
            Listeners = [new RouteListener { Name = "test/edge/http", Port = port, HttpRoutes = [new HttpRoute { Name = "test/all", Rules = [rule] }] }],
        })],
        Backends = [new Backend { Id = "test/backend:80", Endpoints = [new BackendEndpoint("127.0.0.1", backendPort)] }],
    };
}
