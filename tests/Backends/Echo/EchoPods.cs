using System.Net;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Backends;

/// <summary>Pods that echo, all in one server of this process, on free ports of 127.0.0.1.</summary>
public sealed class EchoPods : IAsyncDisposable
{
    private readonly Dictionary<int, EchoPod> _byPort;
    private readonly WebApplication _server;
    private int _hungCalls;

    private EchoPods(IReadOnlyList<EchoPod> pods)
    {
        All = pods;
        _byPort = pods.SelectMany(pod => new[] { (pod.HttpPort, pod), (pod.H2cPort, pod) }).ToDictionary(pair => pair.Item1, pair => pair.pod);
        _server = Build();
    }

    /// <summary>Every pod; a Service with replicas has several.</summary>
    public IReadOnlyList<EchoPod> All { get; }

    /// <summary>Requests and gRPC calls that wait for their client to go away.</summary>
    public int HungCalls => Volatile.Read(ref _hungCalls);

    /// <summary>Starts one pod for each name, <c>namespace/service</c>.</summary>
    public static async Task<EchoPods> StartAsync(params IEnumerable<string> names)
    {
        EchoPod[] pods = [.. names.Select(name => new EchoPod(name.Split('/')[0], name.Split('/')[1], FreePorts.Next(), FreePorts.Next()))];
        EchoPods started = new(pods);
        await started._server.StartAsync();
        return started;
    }

    /// <summary>The pod that listens on a port.</summary>
    public EchoPod At(int port) => _byPort[port];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    internal void CountHungCall(int difference) => Interlocked.Add(ref _hungCalls, difference);

    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;

            foreach (EchoPod pod in All)
            {
                kestrel.Listen(IPAddress.Loopback, pod.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
                kestrel.Listen(IPAddress.Loopback, pod.H2cPort, listen => listen.Protocols = HttpProtocols.Http2);
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(this);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.IgnoreUnknownServices = true;
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
        });

        WebApplication server = builder.Build();
        server.UseWebSockets();
        server.UseRouting();
#pragma warning disable ASP0014 // The endpoints come first: what is no gRPC call goes on to the echo below.
        server.UseEndpoints(endpoints => endpoints.MapGrpcService<EchoService>());
#pragma warning restore ASP0014
        server.Run(new EchoHandler(this).HandleAsync);
        return server;
    }
}
