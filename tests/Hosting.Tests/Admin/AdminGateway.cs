using System.Net;
using System.Text.Json.Nodes;
using Gatehouse.Pipeline;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting.Tests.Admin;

/// <summary>A gateway in this process that redirects everything, with an admin endpoint and a page of its own there.</summary>
internal sealed class AdminGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AdminGateway(WebApplication app, int port, int adminPort)
    {
        _app = app;
        Port = port;
        AdminPort = adminPort;
    }

    internal int Port { get; }

    internal int AdminPort { get; }

    internal IHostApplicationLifetime Lifetime => _app.Lifetime;

    internal IServiceProvider Services => _app.Services;

    internal HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Starts it; <paramref name="source"/> says what it serves.</summary>
    internal static async Task<AdminGateway> StartAsync(Func<int, IConfigSource>? source = null)
    {
        AdminGateway gateway = Build(FreePorts.Next(), source);
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>Builds it without starting it.</summary>
    internal static AdminGateway Build(int adminPort, Func<int, IConfigSource>? source = null)
    {
        int port = FreePorts.Next();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGatehouse(gatehouse => gatehouse
            .UseSource(source?.Invoke(port) ?? new CodeConfigSource(Config(port)))
            .UseAdmin(new IPEndPoint(IPAddress.Loopback, adminPort), static admin => admin.Map("/extra", static page =>
                page.Run(static context => context.Response.WriteAsync("more"))))
            .UseYarp());
        WebApplication app = builder.Build();
        app.UseGatehouse();
        return new AdminGateway(app, port, adminPort);
    }

    internal Task RunAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    internal Task StopAsync() => _app.StopAsync();

    internal static TrafficConfig Config(int port) => new()
    {
        Ports =
        [
            new GatewayPort
            {
                Gateway = "test/edge",
                Port = port,
                Listeners = [new RouteListener { Name = "test/edge/http", Port = port, HttpRoutes = [new HttpRoute { Name = "test/all", Rules = [Redirect] }] }],
                BackendCertificate = new CertificateKeyPair(new SecretText("the certificate"), new SecretText("the private key")),
            },
        ],
        Backends = [new Backend { Id = "test/products:80", Protocol = BackendProtocol.H2c, Endpoints = [new BackendEndpoint("products.example", 80), new BackendEndpoint("::1", 80)] }],
    };

    internal Task<HttpResponseMessage> AskAsync(string path, HttpMethod? method = null) => SendAsync(AdminPort, path, method);

    internal async Task<JsonNode> ReadConfigAsync()
    {
        using HttpResponseMessage answer = await AskAsync("/config");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    internal async Task<HttpResponseMessage> SendAsync(int port, string path, HttpMethod? method = null)
    {
        using HttpRequestMessage request = new(method ?? HttpMethod.Get, new Uri($"http://127.0.0.1:{port}{path}"));
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static HttpRouteRule Redirect => new() { Filters = [new RequestRedirect { Hostname = "elsewhere.example", Port = 80 }] };
}
