using System.Threading.RateLimiting;
using BenchmarkDotNet.Attributes;

namespace Gatehouse.RateLimit.Benchmarks;

/// <summary>One bucket that every request is charged against, beside the token bucket of System.Threading.RateLimiting.</summary>
[MemoryDiagnoser]
public class HotBucketBenchmarks : IDisposable
{
    private static readonly LimitTime Now = new(Limits.TicksPerSecond, 0);

    private readonly Limiter _limiter = Subjects.Plan(16, Subjects.Bucket()).Limiters[0];
    private readonly LimitKey _key = Subjects.Keys(1)[0];
    private readonly TokenBucketRateLimiter _peer = new(Subjects.PeerOptions);

    [Benchmark(Baseline = true)]
    public bool Gatehouse() => _limiter.Charge(_key, 1, in Now).IsAdmitted;

    public void Dispose()
    {
        _peer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public bool TokenBucketLimiter()
    {
        using RateLimitLease lease = _peer.AttemptAcquire();
        return lease.IsAcquired;
    }
}

/// <summary>Many buckets in random order, beside the partitioned limiter of System.Threading.RateLimiting.</summary>
[MemoryDiagnoser]
public class ManyKeysBenchmarks : IDisposable
{
    private const int OrderLength = 1 << 20;
    private static readonly LimitTime Now = new(Limits.TicksPerSecond, 0);

    private LimitKey[] _keys = [];
    private string[] _names = [];
    private Limiter? _limiter;
    private PartitionedRateLimiter<string>? _peer;
    private int _next;

    [Params(1_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        LimitKey[] keys = Subjects.Keys(Keys);
        int[] order = Subjects.Order(Keys, OrderLength);
        _keys = [.. order.Select(i => keys[i])];
        _names = [.. order.Select(static i => $"customer-{i}")];
        _limiter = Subjects.Plan(Keys, Subjects.Bucket()).Limiters[0];
        _peer = PartitionedRateLimiter.Create<string, string>(
            static name => RateLimitPartition.GetTokenBucketLimiter(name, static _ => Subjects.PeerOptions));
    }

    [Benchmark(Baseline = true)]
    public bool Gatehouse() => _limiter!.Charge(_keys[_next++ & (OrderLength - 1)], 1, in Now).IsAdmitted;

    public void Dispose()
    {
        _peer?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public bool PartitionedLimiter()
    {
        using RateLimitLease lease = _peer!.AttemptAcquire(_names[_next++ & (OrderLength - 1)]);
        return lease.IsAcquired;
    }
}
