using Gatehouse.RateLimit.Redis.Tests.Servers;
using Gatehouse.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Outage;

/// <summary>A server that never answers, in virtual time: what it costs is counted in calls, not measured.</summary>
[Collection(ServersCollection.Name)]
public sealed class BreakerTests(TestServers servers) : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly LineLogger _log = new();
    private readonly TaskCompletionSource<IConnectionMultiplexer> _connection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RedisLimitStore? _store;

    private RedisLimitStore Store
    {
        get
        {
            RedisLimitOptions options = Stores.Options();
            options.TimeoutMs = (int)Deadline.TotalMilliseconds;
            options.Replicas = 2;
            return _store ??= new RedisLimitStore(() => _connection.Task, options, _time, _log);
        }
    }

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_request_waits_for_the_deadline_and_no_longer()
    {
        Task<AdmissionDecision> decision = Store.Plan(Plans.Quota(5)).ChargeAsync();
        Assert.False(decision.IsCompleted);
        _time.Advance(Deadline);

        Assert.Equal(AdmissionReason.StoreUnavailable, (await decision).Reason);
        Assert.Null((await decision).Decisive.RetryAfterSeconds);
    }

    [Fact]
    public async Task While_the_breaker_is_open_nobody_asks_the_server()
    {
        await OpenAsync();
        long before = Store.Statistics.RoundTrips;
        LimitCharge[] charges = Store.Plan(Plans.Quota(5)).Charges(Plans.Key(), 1);
        LimitDecision[] decisions = new LimitDecision[1];

        for (int i = 0; i < 1_000; i++)
        {
            Assert.True(Store.TryCharge(default, charges, Plans.Noon, decisions, out AdmissionDecision decision));
            Assert.Equal(AdmissionReason.StoreUnavailable, decision.Reason);
        }

        Assert.Equal(before, Store.Statistics.RoundTrips);
    }

    [Fact]
    public async Task A_probe_in_the_background_finds_the_server_again_and_each_change_is_one_line()
    {
        await OpenAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(Deadline);
        Assert.True(Store.Statistics.IsAway);

        _connection.SetResult(servers[TestServers.Garnet]);
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            return !Store.Statistics.IsAway;
        });

        await Eventually.TrueAsync(() => _log.Lines.Count == 2);
        Assert.Equal([LogLevel.Error, LogLevel.Information], _log.Lines);
    }

    [Fact]
    public async Task A_success_begins_the_count_of_failures_anew()
    {
        _connection.SetResult(servers[TestServers.Garnet]);
        SharedPlan plan = Store.Plan(Plans.Quota(50));
        Breaker breaker = new(_time, new RedisLimitOptions { BreakerFailures = 2 }, static () => Task.FromResult(true), static _ => { });

        for (int i = 0; i < 5; i++)
        {
            breaker.Failed();
            breaker.Succeeded();
        }

        Assert.False(breaker.IsOpen);
        breaker.Failed();
        breaker.Failed();
        Assert.True(breaker.IsOpen);
        breaker.Dispose();
        Assert.True(Store.Statistics.RoundTrips == 0 && plan.Decisions.Length == 0);
    }

    [Fact]
    public async Task Open_admits_and_tells_no_level()
    {
        await OpenAsync();
        SharedPlan plan = Store.Plan(Plans.Quota(1)) with { Terms = new RemoteTerms(RemoteMode.Strict, RemoteOutage.Open) };

        Assert.Equal(10, await plan.AdmittedAsync(10));
        char[] field = new char[RateLimitFields.LengthMax];
        Assert.True(RateLimitFields.TryFormatLevel(plan.Decisions, field, out int written));
        Assert.Equal(0, written);
    }

    [Theory]
    [InlineData(RemoteMode.Strict)]
    [InlineData(RemoteMode.Lease)]
    public async Task Local_counts_a_share_of_the_limit(RemoteMode mode)
    {
        await OpenAsync();
        RemoteTerms terms = new(mode, RemoteOutage.Local);
        SharedPlan bucket = Store.Plan(Plans.Bucket(Rate.PerSecond(10), 20)) with { Terms = terms };

        Assert.Equal(10, await bucket.AdmittedAsync(50));
        Assert.Equal(5, await bucket.AdmittedAsync(50, Plans.After(1)));
        SharedPlan concurrent = Store.Plan(Plans.Concurrent(4)) with { Terms = terms };
        Assert.Equal(2, await concurrent.AdmittedAsync(2));
        Store.Release(concurrent.Charges(Plans.Key(), 1), concurrent.Decisions, Plans.Noon);
        Assert.Equal(1, await concurrent.AdmittedAsync(3));
    }

    private async Task OpenAsync()
    {
        RedisLimitStore store = Store;
        SharedPlan plan = store.Plan(Plans.Quota(5));

        while (!store.Statistics.IsAway)
        {
            Task<AdmissionDecision> decision = plan.ChargeAsync();
            _time.Advance(Deadline);
            await decision;
        }

        Assert.Equal(5, store.Statistics.Failures);
    }

    private sealed class LineLogger : ILogger
    {
        public List<LogLevel> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(logLevel);
    }
}
