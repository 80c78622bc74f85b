using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;
using Gatehouse.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting.Tests.RateLimits;

/// <summary>What an operator sees of limits: names of the configuration, never a customer.</summary>
public sealed class LimitTelemetryTests : IDisposable
{
    private readonly ConcurrentQueue<string> _measured = [];
    private readonly MeterListener _listener = new();

    [Fact]
    public async Task Decisions_are_counted_by_policy_plan_limit_and_outcome()
    {
        await using LimitedGateway gateway = await StartAsync(config => config with
        {
            Plans = [new Plan { Name = "free", Limits = [LimitedGateway.Bucket("second", 2)] }],
            RateLimitPolicies =
            [
                LimitedGateway.Policy(LimitedGateway.ByRoute(LimitedGateway.Bucket("tried", 1, isDryRun: true))) with { Plans = new CustomerPlans(LimitedGateway.Customer, "free") },
            ],
        });
        await gateway.AdmittedAsync(3, "secret-customer");

        await EventuallyAsync(2, "gatehouse.limit=second gatehouse.outcome=admitted gatehouse.plan=free gatehouse.policy=test/limits");
        await EventuallyAsync(1, "gatehouse.limit=second gatehouse.outcome=refused gatehouse.plan=free gatehouse.policy=test/limits");
        await EventuallyAsync(1, "gatehouse.limit=tried gatehouse.outcome=dry_run_admitted gatehouse.plan=- gatehouse.policy=test/limits");
        await EventuallyAsync(2, "gatehouse.limit=tried gatehouse.outcome=dry_run_refused gatehouse.plan=- gatehouse.policy=test/limits");
        Assert.DoesNotContain(_measured, static line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_cannot_be_enforced_is_counted()
    {
        await using LimitedGateway gateway = await StartAsync(
            static config => config with { RateLimitPolicies = [LimitedGateway.Policy() with { Plans = new CustomerPlans(LimitedGateway.Customer, "gone") }] });
        await gateway.GetAsync();

        await EventuallyAsync(1, "gatehouse.outcome=unavailable gatehouse.policy=test/limits");
    }

    [Fact]
    public async Task The_log_says_which_limit_refused_and_not_whom()
    {
        Lines log = new();
        await using LimitedGateway gateway = await LimitedGateway.StartAsync(
            static config => config with
            {
                Plans = [new Plan { Name = "free", Limits = [LimitedGateway.Bucket("second", 1)] }],
                RateLimitPolicies = [LimitedGateway.Policy() with { Plans = new CustomerPlans(LimitedGateway.Customer, "free") }],
            },
            configure: g => g.Services.AddSingleton<ILoggerProvider>(log));
        await gateway.AdmittedAsync(2, "secret-customer");

        await Eventually.TrueAsync(() => log.Texts.Count == 2);
        Assert.Contains("reason Forwarded policy test/limits plan free limit - exceeded - in", log.Texts.First(), StringComparison.Ordinal);
        Assert.Contains("status 429 reason RateLimited policy test/limits plan free limit second exceeded rate in", log.Texts.Last(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Texts, static line => line.Contains("secret", StringComparison.Ordinal));
    }

    public void Dispose() => _listener.Dispose();

    private async Task<LimitedGateway> StartAsync(Func<TrafficConfig, TrafficConfig> limit)
    {
        LimitedGateway gateway = await LimitedGateway.StartAsync(limit);
        IMeterFactory own = gateway.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "gatehouse.ratelimit.decisions" && ReferenceEquals(instrument.Meter.Scope, own))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            _measured.Enqueue(string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))));
        _listener.Start();
        return gateway;
    }

    private Task EventuallyAsync(int times, string line) => Eventually.TrueAsync(() => _measured.Count(measured => measured == line) == times);

    private sealed class Lines : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) =>
            categoryName == "Gatehouse.Hosting.Requests" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
