using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.RateLimit;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Allocation;

/// <summary>
/// What a forwarded request costs in a gateway beside what it costs by YARP's forwarder alone: the server, the forwarder
/// and the backend make objects of their own, this project's packages make none.
/// </summary>
public sealed class ForwardingAllocation(ITestOutputHelper output)
{
    private const int Rounds = 6;
    private const int WarmUpRequests = 500;
    private const int MeasuredRequests = 1_000;

    [Fact]
    public async Task Forwarding_makes_no_object_that_the_forwarder_alone_does_not_make()
    {
        int backendPort = FreePorts.Next();
        await using WebApplication backend = await StartAsync(
            backendPort, app => app.Run(static context => context.Response.Body.WriteAsync(Answer).AsTask()));
        int gatewayPort = FreePorts.Next();
        await using WebApplication gateway = await StartGatewayAsync(gatewayPort, backendPort);
        int barePort = FreePorts.Next();
        await using WebApplication bare = await StartBareAsync(barePort, backendPort);

        // In turns, and the least of each: a wait that happens to be none saves the waiter's object, here as there.
        double bareBytes = double.MaxValue;
        double gatewayBytes = double.MaxValue;

        for (int round = 0; round < Rounds; round++)
        {
            bareBytes = Math.Min(bareBytes, BytesPerRequest(barePort));
            gatewayBytes = Math.Min(gatewayBytes, BytesPerRequest(gatewayPort));
        }

        output.WriteLine($"bytes a request: gateway {gatewayBytes:0}, forwarder alone {bareBytes:0}");
        Assert.True(
            gatewayBytes <= bareBytes + ToleratedBytes,
            $"{gatewayBytes:0} bytes a request, {bareBytes:0} by the forwarder alone, at most {ToleratedBytes} more");
    }

    [Fact]
    public async Task A_limited_request_makes_no_object_but_the_texts_of_its_fields()
    {
        int backendPort = FreePorts.Next();
        await using WebApplication backend = await StartAsync(
            backendPort, app => app.Run(static context => context.Response.Body.WriteAsync(Answer).AsTask()));
        int limitedPort = FreePorts.Next();
        await using WebApplication limited = await StartGatewayAsync(limitedPort, backendPort, [Policy]);
        int freePort = FreePorts.Next();
        await using WebApplication free = await StartGatewayAsync(freePort, backendPort);
        double freeBytes = double.MaxValue;
        double limitedBytes = double.MaxValue;

        for (int round = 0; round < Rounds; round++)
        {
            freeBytes = Math.Min(freeBytes, BytesPerRequest(freePort));
            limitedBytes = Math.Min(limitedBytes, BytesPerRequest(limitedPort));
        }

        output.WriteLine($"bytes a request: limited {limitedBytes:0}, without limits {freeBytes:0}");
        Assert.True(
            limitedBytes <= freeBytes + FieldBytes + ToleratedBytes,
            $"{limitedBytes:0} bytes a request, {freeBytes:0} without limits, at most {FieldBytes} more for the fields");
    }

    // RateLimit of two limits, 44 characters; three numbers of X-RateLimit-*. The reset of 1 and RateLimit-Policy are there already.
    private const int FieldBytes = 24 + (2 * 44) + (2 * 40);

    private static readonly RateLimitPolicy Policy = new()
    {
        Name = "test/limits",
        Targets = [new RateLimitTarget(RateLimitTargetKind.Gateway, "test/edge")],
        Limits =
        [
            new KeyedLimit(new LimitKeySource(LimitKeyType.ClientAddress), new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(100_000) }),
            new KeyedLimit(new LimitKeySource(LimitKeyType.Route), new ConcurrencyLimit { Name = "parallel", Permits = 1_000 }),
        ],
    };

    // Optimised, the two differ by what the one asynchronous method keeps, and by pools that find nothing now and then.
    // A debug build makes the state of every asynchronous method an object, also of those that never wait.
    private static int ToleratedBytes =>
        typeof(GatehouseYarpExtensions).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true } ? 448 : 64;

    private static readonly byte[] Answer = "hello"u8.ToArray();

    private static async Task<WebApplication> StartAsync(int port, Action<WebApplication> use, Action<IServiceCollection>? services = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        use(app);
        await app.StartAsync();
        return app;
    }

    private static Task<WebApplication> StartBareAsync(int port, int backendPort)
    {
        HttpMessageInvoker client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        });
        string origin = $"http://127.0.0.1:{backendPort}";
        return StartAsync(
            port,
            app =>
            {
                IHttpForwarder forwarder = app.Services.GetRequiredService<IHttpForwarder>();
                app.Run(async context => await forwarder.SendAsync(context, origin, client, ForwarderRequestConfig.Empty, HopTransformer.Instance));
            },
            services => services.AddHttpForwarder());
    }

    private static async Task<WebApplication> StartGatewayAsync(int port, int backendPort, ValueList<RateLimitPolicy> policies = default)
    {
        RouteListener listener = new()
        {
            Name = "test/edge/http",
            Port = port,
            HttpRoutes = [new HttpRoute { Name = "test/all", Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = "test/backend:80" }] }] }],
        };
        TrafficConfig config = new()
        {
            Ports = [new GatewayPort { Gateway = "test/edge", Port = port, Listeners = [listener] }],
            Backends = [new Backend { Id = "test/backend:80", Endpoints = [new BackendEndpoint("127.0.0.1", backendPort)] }],
            RateLimitPolicies = policies,
        };
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.Services.AddGatehouse(gatehouse => gatehouse.UseConfig(config).UseYarp());
        WebApplication app = builder.Build();
        app.UseGatehouse();
        await app.StartAsync();
        return app;
    }

    // One connection, one request after the other, so that whatever is allocated meanwhile was allocated for them.
    private static double BytesPerRequest(int port)
    {
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.Connect(IPAddress.Loopback, port);
        byte[] request = Encoding.ASCII.GetBytes("GET /products/7?x=1 HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n");
        byte[] answer = new byte[4_096];
        Repeat(client, request, answer, WarmUpRequests);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Repeat(client, request, answer, MeasuredRequests);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)MeasuredRequests;
    }

    private static void Repeat(Socket client, byte[] request, byte[] answer, int times)
    {
        for (int i = 0; i < times; i++)
        {
            client.Send(request);
            int length = 0;

            while (!answer.AsSpan(0, length).EndsWith("0\r\n\r\n"u8))
            {
                int read = client.Receive(answer, length, answer.Length - length, SocketFlags.None);
                Debug.Assert(read > 0);
                length += read;
            }
        }
    }

    /// <summary>Tells the backend what a gateway tells it, by the forwarder's own means.</summary>
    private sealed class HopTransformer : HttpTransformer
    {
        internal static HopTransformer Instance { get; } = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-For", httpContext.Connection.RemoteIpAddress!.ToString());
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Proto", httpContext.Request.Scheme);
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Host", httpContext.Request.Headers.Host.ToString());
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Port", "80");
            proxyRequest.Headers.TryAddWithoutValidation("Via", "1.1 gatehouse");
        }
    }
}
