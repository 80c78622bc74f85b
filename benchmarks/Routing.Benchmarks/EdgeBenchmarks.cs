using BenchmarkDotNet.Attributes;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing.Benchmarks;

/// <summary>What is not a plain hit: misses, long paths, the weighted pick.</summary>
[MemoryDiagnoser]
public class EdgeBenchmarks
{
    private readonly RouteTable _table = Tables.Compile(Tables.Routes("host + prefix", 10_000));
    private readonly RequestSet _noHost = new([new BenchmarkRequest("GET", "nobody.example.org", "/api/v1/service-001/items/1")]);
    private readonly RequestSet _noRule = new([new BenchmarkRequest("GET", Tables.Host(3), "/nothing/here/at/all")]);
    private readonly RequestSet _longHit = new([new BenchmarkRequest("GET", Tables.Host(3), Tables.Prefix(7) + "/" + new string('x', 2_000))]);
    private readonly RequestSet _longMiss = new([new BenchmarkRequest("GET", Tables.Host(3), string.Concat(Enumerable.Repeat("/segment", 256)))]);
    private readonly WeightedBackends _backends = Weighted();
    private ulong _roll = 1;

    [Benchmark]
    public MatchOutcome NoListenerForHost() => _table.Match(new TextView(_noHost.Text(0))).Outcome;

    [Benchmark]
    public MatchOutcome NoRuleForPath() => _table.Match(new TextView(_noRule.Text(0))).Outcome;

    [Benchmark]
    public MatchOutcome Path2KbHit() => _table.Match(new TextView(_longHit.Text(0))).Outcome;

    [Benchmark]
    public MatchOutcome Path2KbMiss() => _table.Match(new TextView(_longMiss.Text(0))).Outcome;

    [Benchmark]
    public CompiledBackend? WeightedPick() => _backends.Pick(_roll += 0x9E37_79B9_7F4A_7C15);

    private static WeightedBackends Weighted()
    {
        HttpRoute route = new()
        {
            Name = "shop/split",
            Rules =
            [
                new HttpRouteRule
                {
                    Backends = [new BackendRef { Id = "a", Weight = 80 }, new BackendRef { Id = "b", Weight = 15 }, new BackendRef { Id = "c", Weight = 5 }],
                },
            ],
        };
        return new RouteCompiler(1).Compile([Tables.Listener([route])], new DiagnosticBag())
            .Match(new TextView(new RequestSet([new BenchmarkRequest("GET", "x", "/")]).Text(0))).Rule!.Backends;
    }
}

/// <summary>Compiling a whole table, and again with one route changed.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private HttpRoute[] _routes = [];
    private HttpRoute[] _changed = [];
    private RouteCompiler _warm = new(42);
    private bool _flip;

    [Params(1_000, 10_000, 100_000)]
    public int Routes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _routes = Tables.Routes("host + prefix", Routes);
        _changed = [.. _routes];
        _changed[Routes / 2] = _changed[Routes / 2] with { Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = "other" }] }] };
        _warm = new RouteCompiler(42);
        _warm.Compile([Tables.Listener(_routes)], new DiagnosticBag());
    }

    [Benchmark(Baseline = true)]
    public RouteTable WholeTable() => new RouteCompiler(42).Compile([Tables.Listener(_routes)], new DiagnosticBag());

    [Benchmark]
    public RouteTable OneRouteChanged() =>
        _warm.Compile([Tables.Listener((_flip = !_flip) ? _changed : _routes)], new DiagnosticBag());
}
