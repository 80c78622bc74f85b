using Gatehouse.Manifests;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Soak;

/// <summary>The gateway that is watched: manifests from a folder, as in production.</summary>
internal static class SoakGateway
{
    internal static async Task<int> RunAsync(string folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        using ManifestSource source = new([folder]);
        builder.Services.AddGatehouse(gatehouse => gatehouse.UseSource(source).UseYarp());
        await using WebApplication app = builder.Build();
        app.UseGatehouse();
        await app.StartAsync();
        await app.WaitForShutdownAsync();
        return 0;
    }
}
