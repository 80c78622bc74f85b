using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>The .NET targets: the gateway, and the forwarder it stands on with nothing around it.</summary>
internal static class TargetHost
{
    private const string Backend = "bench/service-";

    internal static async Task<int> RunAsync(string name, int port, int sidePort, int upstreamPort)
    {
        await using WebApplication app = name switch
        {
            "bare" => Bare(port, upstreamPort, keepsHost: false),
            "bare-host" => Bare(port, upstreamPort, keepsHost: true),
            "gateway-1" => Gateway(port, upstreamPort, OneRoute()),
            "gateway-10000" => Gateway(port, upstreamPort, ManyRoutes()),
            _ => throw new ArgumentException($"no such target: {name}", nameof(name)),
        };

        using SidePort side = new(sidePort);
        await app.StartAsync();
        await app.WaitForShutdownAsync();
        return 0;
    }

    // What YARP's own documentation calls direct forwarding: its default transformer, one client, one destination. The
    // default drops the client's Host; a gateway has to keep it, and HttpClient then validates it for each request, which
    // is not cheap. With it kept the bare forwarder does the same job.
    private static WebApplication Bare(int port, int upstreamPort, bool keepsHost)
    {
        WebApplicationBuilder builder = NewBuilder();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });

        WebApplication app = builder.Build();
        IHttpForwarder forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        string destination = $"http://127.0.0.1:{upstreamPort}";
        HttpTransformer transformer = keepsHost
            ? app.Services.GetRequiredService<ITransformBuilder>().Create(static transforms => transforms.AddOriginalHost(true))
            : HttpTransformer.Default;
        ForwarderRequestConfig config = new() { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
#pragma warning disable CA2000 // One client for the life of the process.
        HttpMessageInvoker client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
        });
#pragma warning restore CA2000
        app.Run(async context => await forwarder.SendAsync(context, destination, client, config, transformer));
        return app;
    }

    private static WebApplication Gateway(int port, int upstreamPort, HttpRoute[] routes)
    {
        WebApplicationBuilder builder = NewBuilder();
        builder.Services.AddGatehouse(gatehouse => gatehouse
            .UseConfig(new TrafficConfig
            {
                Ports =
                [
                    new GatewayPort
                    {
                        Gateway = "bench/edge",
                        Port = port,
                        Listeners = [new RouteListener { Name = "bench/edge/http", HttpRoutes = routes.ToValueList() }],
                    },
                ],
                Backends = [.. Enumerable.Range(0, RequestStream.PathsPerHost).Select(i => new Backend
                {
                    Id = $"{Backend}{i}:80",
                    Endpoints = [new BackendEndpoint("127.0.0.1", upstreamPort)],
                })],
            })
            .UseYarp());

        WebApplication app = builder.Build();
        app.UseGatehouse();
        return app;
    }

    private static HttpRoute[] OneRoute() =>
        [new HttpRoute { Name = "bench/all", Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = Backend + "0:80" }] }] }];

    private static HttpRoute[] ManyRoutes() =>
        [.. Enumerable.Range(0, RequestStream.Hosts * RequestStream.PathsPerHost).Select(static i => new HttpRoute
        {
            Name = $"bench/route-{i:D5}",
            Hostnames = [RequestStream.Host(i / RequestStream.PathsPerHost)],
            Rules =
            [
                new HttpRouteRule
                {
                    Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, RequestStream.Prefix(i % RequestStream.PathsPerHost)) }],
                    Backends = [new BackendRef { Id = $"{Backend}{i % RequestStream.PathsPerHost}:80" }],
                },
            ],
        })];

    // A line per request would measure the console.
    private static WebApplicationBuilder NewBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        return builder;
    }
}
