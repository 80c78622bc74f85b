using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Backends;

/// <summary>A gateway in this process: <c>AddGatehouse</c> over a source of the test's, real sockets, no other endpoint.</summary>
public sealed class InProcessGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InProcessGateway(WebApplication app, string address, int portOffset)
    {
        _app = app;
        Address = IPAddress.Parse(address);
        PortOffset = portOffset;
        Load = new GatewayLoad(app.Services);
    }

    /// <summary>What ports without addresses of their own are bound to.</summary>
    public IPAddress Address { get; }

    public int PortOffset { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The generation that serves now.</summary>
    public long Generation => Services.GetRequiredService<SnapshotHolder>().Current.Generation;

    /// <summary>What it is busy with.</summary>
    public GatewayLoad Load { get; }

    /// <summary>Starts a gateway; returns when it serves.</summary>
    public static async Task<InProcessGateway> StartAsync(IConfigSource source, string address = "127.0.0.1", int portOffset = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGatehouse(gatehouse => gatehouse.UseSource(source).UseYarp().Configure(options =>
        {
            options.DefaultAddress = address;
            options.PortOffset = portOffset;
        }));
        WebApplication app = builder.Build();
        app.UseGatehouse();
        InProcessGateway gateway = new(app, address, portOffset);
        await app.StartAsync();
        return gateway;
    }

    /// <summary>Where a declared port is bound.</summary>
    public IPEndPoint At(int declaredPort, IPAddress? address = null) => new(address ?? Address, declaredPort + PortOffset);

    public async ValueTask DisposeAsync()
    {
        Load.Dispose();

        // A test that left a request hanging is not waited for.
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
