using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>The backend of every target: 100 bytes for whatever is asked.</summary>
internal static class UpstreamServer
{
    internal const int BodyBytes = 100;

    internal static async Task<int> RunAsync(int port)
    {
        byte[] body = [.. Enumerable.Repeat((byte)'x', BodyBytes)];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });

        await using WebApplication app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentLength = BodyBytes;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.StartAsync();
        await app.WaitForShutdownAsync();
        return 0;
    }
}
