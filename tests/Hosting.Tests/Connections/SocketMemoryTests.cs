using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting.Tests;

public class SocketMemoryTests
{
    [Fact]
    public async Task A_connection_has_the_memory_that_the_servers_own_have()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        await using WebApplication app = builder.Build();
        SocketTransportOptions sockets = app.Services.GetRequiredService<IOptions<SocketTransportOptions>>().Value;
        using SocketConnectionContextFactory connections = new(SocketMemory.OptionsOf(sockets), NullLogger.Instance);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);

        await using ConnectionContext connection = connections.Create(await listener.AcceptSocketAsync());

        Assert.Equal("PinnedBlockMemoryPool", connection.Features.Get<IMemoryPoolFeature>()!.MemoryPool.GetType().Name);
    }
}
