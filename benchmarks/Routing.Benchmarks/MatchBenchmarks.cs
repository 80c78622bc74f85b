using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Routing.Benchmarks;

/// <summary>A match in tables of every shape and size, in both text forms.</summary>
[MemoryDiagnoser]
public class MatchBenchmarks
{
    private RequestSet _requests = new([]);
    private RouteTable _table = RouteTable.Empty;
    private int _next;

    [Params(10, 1_000, 10_000, 100_000)]
    public int Routes { get; set; }

    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    public static IEnumerable<string> Shapes => Tables.Shapes;

    [GlobalSetup]
    public void Setup()
    {
        _table = Tables.Compile(Tables.Routes(Shape, Routes));
        _requests = new RequestSet(Tables.Requests(Shape, Routes));
    }

    [Benchmark(Baseline = true)]
    public CompiledRule? Match() => _table.Match(new TextView(_requests.Text(_next++ & (Tables.RequestCount - 1)))).Rule;

    [Benchmark]
    public CompiledRule? MatchUtf8() => _table.MatchUtf8(new Utf8View(_requests.Utf8(_next++ & (Tables.RequestCount - 1)))).Rule;
}

/// <summary>Host + prefix against ASP.NET Core endpoint routing (peer) and a frozen dictionary of whole keys (limit).</summary>
[MemoryDiagnoser]
public class PeerBenchmarks
{
    private RequestSet _requests = new([]);
    private string[] _keys = [];
    private DefaultHttpContext[] _contexts = [];
    private RouteTable _table = RouteTable.Empty;
    private EndpointRouting _peer = new(10);
    private FrozenDictionary<string, string> _limit = FrozenDictionary<string, string>.Empty;
    private int _next;

    [Params(10, 1_000, 10_000)]
    public int Routes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _table = Tables.Compile(Tables.Routes("host + prefix", Routes));
        BenchmarkRequest[] requests = Tables.Requests("host + prefix", Routes);
        _requests = new RequestSet(requests);
        _contexts = [.. requests.Select(EndpointRouting.Context)];
        _peer = new EndpointRouting(Routes);
        _keys = [.. requests.Select(static request => request.Host + request.Path[..request.Path.IndexOf("/items", StringComparison.Ordinal)])];
        _limit = _keys.Distinct().ToFrozenDictionary(static key => key);
    }

    [Benchmark(Baseline = true)]
    public CompiledRule? Gatehouse() => _table.Match(new TextView(_requests.Text(_next++ & (Tables.RequestCount - 1)))).Rule;

    [Benchmark]
    public Endpoint? AspNetEndpointRouting() => _peer.Match(_contexts[_next++ & (Tables.RequestCount - 1)]);

    [Benchmark]
    public string FrozenDictionary() => _limit[_keys[_next++ & (Tables.RequestCount - 1)]];
}
