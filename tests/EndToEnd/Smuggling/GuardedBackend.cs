using System.Net;
using Gatehouse.Backends;
using Gatehouse.Pipeline;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>A gateway of this process before one raw backend, which says afterwards what it received.</summary>
internal sealed class GuardedBackend : IAsyncDisposable
{
    private GuardedBackend(InProcessGateway gateway, RawBackend backend, int port)
    {
        Gateway = gateway;
        Backend = backend;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
    }

    internal InProcessGateway Gateway { get; }

    internal RawBackend Backend { get; }

    internal IPEndPoint EndPoint { get; }

    internal static Task<GuardedBackend> StartPoliteAsync() => StartAsync(RawBackend.StartPolite());

    internal static async Task<GuardedBackend> StartAsync(RawBackend backend)
    {
        int port = FreePorts.Next();
        InProcessGateway gateway = await InProcessGateway.StartAsync(new CodeConfigSource(ConfigOf(port, backend.Port)));
        return new GuardedBackend(gateway, backend, port);
    }

    /// <summary>
    /// What the backend received, once the gateway is gone and nothing more can come: each request as
    /// <c>METHOD target [body]</c>, and whatever is no complete request.
    /// </summary>
    internal async Task<string> ReceivedAsync()
    {
        await Gateway.DisposeAsync();
        await Eventually.TrueAsync(() => Backend.OpenConnections == 0);
        IEnumerable<string> requests = Backend.Requests.Select(request =>
            $"{request.Method} {request.Target}{(request.Body.Length == 0 ? "" : $" [{request.Body}]")}");
        return string.Join("; ", Backend.Remains.Length == 0 ? requests : requests.Append($"REMAINS {Backend.Remains}"));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Backend.DisposeAsync();
    }

    private static TrafficConfig ConfigOf(int port, int backendPort) => new()
    {
        Ports =
        [
            new GatewayPort
            {
                Gateway = "test/edge",
                Port = port,
                Listeners =
                [
                    new RouteListener
                    {
                        Name = "test/edge/http",
                        Port = port,
                        HttpRoutes =
                        [
                            new HttpRoute
                            {
                                Name = "test/shop",
                                Hostnames = ["shop.example"],
                                Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = "test/raw:80" }] }],
                            },
                        ],
                    },
                ],
            },
        ],
        Backends = [new Backend { Id = "test/raw:80", Endpoints = [new BackendEndpoint("127.0.0.1", backendPort)] }],
    };
}
