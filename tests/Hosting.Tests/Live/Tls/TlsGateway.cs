using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>A gateway with one port, and what it knows of the connections of its requests.</summary>
internal sealed class TlsGateway : IAsyncDisposable, ILoggerProvider, ILogger
{
    private const string Name = "test/edge";
    private const string Failed = "gatehouse.tls.handshake.failures";

    private readonly WebApplication _backend;
    private readonly MeterListener _meters = new();
    private WebApplication? _gateway;
    private CodeConfigSource? _source;
    private int _backendPort;
    private int _connections;

    private TlsGateway(WebApplication backend) => _backend = backend;

    internal int Port { get; } = FreePorts.Next();

    internal static TestCertificates Root { get; } = TestCertificates.NewRoot();

    /// <summary>What was known of the connection of each request, in order.</summary>
    internal ConcurrentQueue<SeenRequest> Seen { get; } = new();

    /// <summary>What was logged of handshakes.</summary>
    internal ConcurrentQueue<string> HandshakeLog { get; } = new();

    /// <summary>What was counted of handshakes that failed.</summary>
    internal ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>The connections that the server has now.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    internal int Handshakes => _gateway!.Services.GetRequiredService<TlsTelemetry>().Active;

    /// <summary>Starts a gateway; the port of its configuration is <see cref="Port"/>, whatever is given.</summary>
    internal static async Task<TlsGateway> StartAsync(GatewayPort port, Action<GatehouseOptions>? configure = null)
    {
        int backendPort = FreePorts.Next();
        WebApplicationBuilder backend = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        backend.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, backendPort));
        WebApplication backendApp = backend.Build();
        backendApp.Run(context => context.Response.WriteAsync($"{context.Request.Headers["X-Forwarded-Proto"]} {context.Request.Headers["X-Forwarded-For"]}"));
        await backendApp.StartAsync();

        TlsGateway live = new(backendApp) { _backendPort = backendPort };
        live._source = new CodeConfigSource(live.ConfigOf(port));
        WebApplicationBuilder gateway = WebApplication.CreateSlimBuilder();
        gateway.Logging.ClearProviders().AddProvider(live).SetMinimumLevel(LogLevel.Debug);
        gateway.Services.AddGatehouse(g => g.UseSource(live._source).UseYarp().Configure(configure ?? (static _ => { })));
        live._gateway = gateway.Build();
        live.CountConnections();
        live._gateway.Use(live.Note);
        live._gateway.UseGatehouse();
        await live._gateway.StartAsync();
        return live;
    }

    /// <summary>Takes another configuration live, and returns when it is.</summary>
    internal async Task ReplaceAsync(GatewayPort port)
    {
        SnapshotHolder holder = _gateway!.Services.GetRequiredService<SnapshotHolder>();
        long before = holder.Current.Generation;
        Replace(port);
        await Eventually.TrueAsync(() => holder.Current.Generation > before);
    }

    /// <summary>Offers another configuration, good or not.</summary>
    internal void Replace(GatewayPort port) => _source!.Replace(ConfigOf(port));

    /// <summary>A port with one listener for each hostname, each with a certificate for it; an empty one stands for every host.</summary>
    internal static GatewayPort PortOf(params string[] hostnames) => PortOf(hostnames.Select(static hostname =>
        (hostname, Root.Server(hostname.Length == 0 ? "every.example" : hostname))).ToArray());

    internal static GatewayPort PortOf(params (string Hostname, TestCertificate Certificate)[] listeners) => new()
    {
        Gateway = Name,
        Port = 443,
        Scheme = ListenerScheme.Https,
        Listeners = listeners.Select(static listener => listener.Hostname).Distinct().Select(static hostname => new RouteListener
        {
            Name = ListenerOf(hostname),
            Hostname = hostname.Length == 0 ? null : hostname,
            Scheme = ListenerScheme.Https,
            HttpRoutes = [new HttpRoute { Name = "test/all", Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = "test/backend:80" }] }] }],
        }).ToValueList(),
        Certificates = listeners.Select(static listener => new ListenerCertificate(ListenerOf(listener.Hostname), null, PairOf(listener.Certificate))).ToValueList(),
    };

    internal static string ListenerOf(string hostname) => $"{Name}/{(hostname.Length == 0 ? "every" : hostname)}";

    private static CertificateKeyPair PairOf(TestCertificate certificate) => new(new SecretText(certificate.ChainPem), new SecretText(certificate.KeyPem));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _backend.DisposeAsync();
        _meters.Dispose();
    }

    private TrafficConfig ConfigOf(GatewayPort port) => new()
    {
        Ports = [port with { Port = Port, Listeners = port.Listeners.Select(listener => listener with { Port = Port }).ToValueList() }],
        Backends = [new Backend { Id = "test/backend:80", Endpoints = [new BackendEndpoint("127.0.0.1", _backendPort)] }],
    };

    private Task Note(HttpContext context, RequestDelegate next)
    {
        Seen.Enqueue(new SeenRequest(
            context.Features.Get<ConnectionFacts>()!, context.Request.Scheme, context.Request.Protocol, context.Connection.ClientCertificate?.Subject));
        return next(context);
    }

    private void CountConnections()
    {
        IMeterFactory factory = _gateway!.Services.GetRequiredService<IMeterFactory>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            bool isOurs = ReferenceEquals(instrument.Meter.Scope, factory);

            if (isOurs && instrument.Name is ("kestrel.active_connections" or Failed))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, change, tags, _) =>
        {
            if (instrument.Name == Failed)
            {
                Failures.Enqueue($"{tags[0].Value} {tags[1].Value} +{change}");
            }
            else
            {
                Interlocked.Add(ref _connections, (int)change);
            }
        });
        _meters.Start();
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) =>
        categoryName == "Gatehouse.Hosting.Tls" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    void IDisposable.Dispose()
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        HandshakeLog.Enqueue($"{logLevel}: {formatter(state, exception)}");
}

/// <summary>What the gateway knew when a request came.</summary>
internal sealed record SeenRequest(ConnectionFacts Facts, string Scheme, string Protocol, string? ClientCertificate);
