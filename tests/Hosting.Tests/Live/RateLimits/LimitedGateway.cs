using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.RateLimit;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.Hosting.Tests.RateLimits;

/// <summary>A gateway with rate limits and a clock that the test moves, and clients that are named by a header.</summary>
internal sealed class LimitedGateway : IAsyncDisposable
{
    private readonly LiveGateway _gateway;
    private readonly HttpClient _client;
    private int _connections;

    private LimitedGateway(LiveGateway gateway, FakeTimeProvider time, int port)
    {
        _gateway = gateway;
        Time = time;
        Port = port;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellation) =>
            {
                Interlocked.Increment(ref _connections);
                System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        };
    }

    internal static LimitKeySource Customer { get; } = new(LimitKeyType.Header, "X-Customer");

    internal FakeTimeProvider Time { get; }

    internal int Port { get; }

    /// <summary>How many connections its client has made.</summary>
    internal int Connections => _connections;

    internal IServiceProvider Services => _gateway.Services;

    internal static Limit Bucket(string name, long permits, bool isDryRun = false) =>
        new TokenBucketLimit { Name = name, Rate = Rate.PerSecond(permits), DryRun = isDryRun };

    /// <summary>One policy for everything that arrives.</summary>
    internal static RateLimitPolicy Policy(params ReadOnlySpan<KeyedLimit> limits) => new()
    {
        Name = "test/limits",
        Targets = [new RateLimitTarget(RateLimitTargetKind.Gateway, "test/edge")],
        Limits = ValueList.Create(limits),
    };

    internal static KeyedLimit ByRoute(Limit limit) => new(new LimitKeySource(LimitKeyType.Route), limit);

    internal static async Task<LimitedGateway> StartAsync(
        Func<TrafficConfig, TrafficConfig> limit, RequestDelegate? answer = null, HttpRouteRule? rule = null, Action<GatehouseBuilder>? configure = null)
    {
        int port = FreePorts.Next();
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        LiveGateway gateway = await LiveGateway.StartAsync(
            answer ?? (static context => context.Response.WriteAsync("hello")),
            backendPort => limit(LiveGateway.Config(backendPort, rule ?? LiveGateway.Everything(), [port])),
            g =>
            {
                g.Services.AddSingleton<TimeProvider>(time);
                configure?.Invoke(g);
            });
        return new LimitedGateway(gateway, time, port);
    }

    internal static Task<LimitedGateway> StartAsync(
        RateLimitPolicy policy, RequestDelegate? answer = null, HttpRouteRule? rule = null, Action<GatehouseBuilder>? configure = null) =>
        StartAsync(config => config with { RateLimitPolicies = [policy] }, answer, rule, configure);

    internal Task ReplaceAsync(Func<TrafficConfig, TrafficConfig> limit, HttpRouteRule? rule = null) =>
        _gateway.ReplaceAsync(limit(LiveGateway.Config(_gateway.BackendPort, rule ?? LiveGateway.Everything(), [Port])));

    /// <summary>One request and its whole answer.</summary>
    internal async Task<LimitedAnswer> GetAsync(string? customer = null, string? forwardedFor = null, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        Add(request, "X-Customer", customer);
        Add(request, "X-Forwarded-For", forwardedFor);
        using HttpResponseMessage answer = await _client.SendAsync(request, cancellation);
        await answer.Content.ReadAsByteArrayAsync(cancellation);
        return LimitedAnswer.Of(answer);
    }

    internal async Task<LimitedAnswer> PostAsync(string contentType)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/test.Service/Method") { Content = new ByteArrayContent(new byte[5]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using HttpResponseMessage answer = await _client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return LimitedAnswer.Of(answer);
    }

    /// <summary>How many of so many requests, one after the other, are admitted.</summary>
    internal async Task<int> AdmittedAsync(int requests, string? customer = null, string? forwardedFor = null)
    {
        int admitted = 0;

        for (int i = 0; i < requests; i++)
        {
            LimitedAnswer answer = await GetAsync(customer, forwardedFor);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{answer.Status}");
            admitted += answer.Status == HttpStatusCode.OK ? 1 : 0;
        }

        return admitted;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
