using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Hosting.Tests;

/// <summary>The metrics as an operator sees them.</summary>
public sealed class MeterTests : IDisposable
{
    private readonly ConcurrentQueue<string> _measured = [];
    private readonly MeterListener _listener = new();

    [Fact]
    public async Task A_request_is_counted_and_timed()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(port);
        await Reflection.OfAsync(port, "");

        await HasAsync($"http.server.request.duration s gatehouse.backend=test/backend:80 gatehouse.listener=test/edge:{port} http.request.method=GET http.response.status_code=200 http.route=test/all network.protocol.version=1.1 url.scheme=http");
        await HasAsync($"http.client.request.duration s gatehouse.backend=test/backend:80 gatehouse.endpoint=127.0.0.1:{gateway.BackendPort} http.request.method=GET http.response.status_code=200 server.address=127.0.0.1 server.port={gateway.BackendPort}");
        await HasAsync("http.server.active_requests {request} +1 http.request.method=GET url.scheme=http");
        await HasAsync("http.server.active_requests {request} -1 http.request.method=GET url.scheme=http");
        await HasAsync($"gatehouse.listener.connections {{connection}} +1 gatehouse.listener=test/edge:{port}");
        await HasAsync($"gatehouse.listener.connections {{connection}} -1 gatehouse.listener=test/edge:{port}");
    }

    [Fact]
    public async Task A_method_that_nobody_knows_makes_no_new_value()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(port);
        using HttpClient client = new();
        using HttpRequestMessage request = new(new HttpMethod("BREW"), $"http://127.0.0.1:{port}/");
        using HttpResponseMessage answer = await client.SendAsync(request);

        await HasAsync("http.server.active_requests {request} -1 http.request.method=_OTHER url.scheme=http");
        Assert.DoesNotContain(_measured, line => line.Contains("BREW", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_says_why()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(port, new HttpRouteRule());
        await Reflection.OfAsync(port, "");

        await HasAsync($"http.server.request.duration s error.type=NoBackends gatehouse.listener=test/edge:{port} http.request.method=GET http.response.status_code=500 http.route=test/all network.protocol.version=1.1 url.scheme=http");
    }

    [Fact]
    public async Task Configurations_are_counted_by_their_outcome()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(port);
        await gateway.ReplaceAsync(new HttpRouteRule(), port);

        await HasAsync("gatehouse.config.reloads {reload} +1 gatehouse.outcome=published");
        _listener.RecordObservableInstruments();
        await HasAsync("gatehouse.config.generation {generation} +2");
    }

    [Fact]
    public async Task A_failed_handshake_names_listener_and_error()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartAsync(port);
        gateway.Services.GetRequiredService<TrafficMeters>().HandshakeFails("test/edge:443", "no_certificate");
        await HasAsync("gatehouse.tls.handshake.failures {handshake} +1 error.type=no_certificate gatehouse.listener=test/edge:443");
    }

    [Fact]
    public async Task The_buckets_are_those_that_OpenTelemetry_advises()
    {
        Histogram<double>? duration = null;
        _listener.InstrumentPublished = (instrument, _) => duration = instrument.Name == "http.server.request.duration" && instrument.Meter.Name == TrafficMeters.MeterName ? (Histogram<double>)instrument : duration;
        _listener.Start();
        await using LiveGateway gateway = await LiveGateway.StartAsync(Reflection.BackendAsync, LiveGateway.Everything(), FreePorts.Next());
        Assert.Equal(
            [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            duration!.Advice!.HistogramBucketBoundaries!);
    }

    public void Dispose() => _listener.Dispose();

    private async Task HasAsync(string line)
    {
        try
        {
            await Eventually.TrueAsync(() => _measured.Contains(line));
        }
        catch (TimeoutException)
        {
            Assert.Contains(line, _measured);
        }
    }

    private async Task<LiveGateway> StartAsync(int port, HttpRouteRule? rule = null)
    {
        // The meters of this host only: others run at the same time.
        IMeterFactory? own = null;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TrafficMeters.MeterName && ReferenceEquals(instrument.Meter.Scope, own))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measured(instrument, "", tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, $" {value:+0;-0}", tags));
        LiveGateway gateway = await LiveGateway.StartAsync(
            Reflection.BackendAsync,
            rule ?? LiveGateway.Everything(),
            g => g.Services.AddSingleton<IMeterFactory>(services => own = new OwnMeters()),
            port);
        _listener.Start();
        return gateway;
    }

    private void Measured(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue($"{instrument.Name} {instrument.Unit}{value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))}".TrimEnd());

    private sealed class OwnMeters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;

            lock (_meters)
            {
                Meter? known = _meters.Find(meter => meter.Name == options.Name);

                if (known is null)
                {
                    _meters.Add(known = new Meter(options));
                }

                return known;
            }
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }
}
