using BenchmarkDotNet.Attributes;
using Gatehouse.Manifests;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline.Benchmarks;

/// <summary>Taking a configuration live again after one of its routes changed.</summary>
[MemoryDiagnoser]
public class PublishBenchmarks
{
    private readonly SnapshotPublisher _publisher = new(new SnapshotHolder());
    private TrafficConfig[] _configs = [];
    private int _next;

    [Params(1_000, 100_000)]
    public int Routes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        HttpRoute[] routes = Configurations.Routes(Routes);
        HttpRoute[] changed = [.. routes];
        changed[Routes / 2] = changed[Routes / 2] with { Rules = [Configurations.Rule("/changed", "shop/service-100:80")] };
        _configs = [Configurations.Config(routes), Configurations.Config(changed)];
        OneRouteChanged();
    }

    [Benchmark]
    public PublishOutcome OneRouteChanged() => Publish(_configs[_next++ & 1]);

    [Benchmark]
    public PublishOutcome NothingChanged() => Publish(_configs[0]);

    private PublishOutcome Publish(TrafficConfig config)
    {
        PublishResult result = _publisher.Publish(new ConfigReading(config, new DiagnosticBag()));
        return result.Outcome is PublishOutcome.Published or PublishOutcome.Unchanged
            ? result.Outcome
            : throw new InvalidOperationException("the configuration was not published");
    }
}

/// <summary>From text to a configuration.</summary>
[MemoryDiagnoser]
public class TranslateBenchmarks
{
    private readonly ManifestText[] _texts = Configurations.Manifests(gateways: 100, routes: 1_000);
    private ManifestSet? _read;

    [GlobalSetup]
    public void Setup()
    {
        _read = ManifestSet.Read(_texts);
        Translation translation = ManifestTranslator.Translate(_read);

        if (translation.Diagnostics.HasErrors || translation.Config.Ports.Count != 100)
        {
            throw new InvalidOperationException(string.Join('\n', translation.Diagnostics.Take(5)));
        }
    }

    [Benchmark]
    public ManifestSet Read1000RoutesOn100Gateways() => ManifestSet.Read(_texts);

    [Benchmark]
    public Translation Translate1000RoutesOn100Gateways() => ManifestTranslator.Translate(_read!);
}
