using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>
/// Serves the admin endpoint, where there is one. It is a server of its own: nothing that arrives at a listener can reach
/// it, nor the reverse; and it is there before the first configuration and until the last request has ended, so that
/// whoever asks for readiness meanwhile gets an answer.
/// </summary>
internal sealed class AdminServer(IServiceProvider services, ILoggerFactory loggers) : IHostedService, IDisposable
{
    private KestrelServer? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<AdminEndpoint>() is not { } endpoint)
        {
            return;
        }

        _server = new KestrelServer(
            Options.Create(OptionsOf(endpoint)), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers), loggers);

        try
        {
            AdminApplication application = new(Pages(endpoint), services.GetRequiredService<IServiceScopeFactory>());
            await _server.StartAsync(application, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new IOException($"The admin address {endpoint.Address} cannot be listened on: {BindFailure.CauseOf(failure)}.", failure);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    private RequestDelegate Pages(AdminEndpoint endpoint)
    {
        ApplicationBuilder pages = new(services);
        pages.Use(ActivatorUtilities.CreateInstance<AdminPages>(services).ServeAsync);
        endpoint.Extend?.Invoke(pages);
        return pages.Build();
    }

    private KestrelServerOptions OptionsOf(AdminEndpoint endpoint)
    {
        KestrelServerOptions options = new() { ApplicationServices = services, AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = Limits.AdminConnectionsMax;

        // Nobody who may ask has anything to send.
        options.Limits.MaxRequestBodySize = 0;
        options.Listen(endpoint.Address, static listen => listen.Protocols = HttpProtocols.Http1);
        return options;
    }
}
