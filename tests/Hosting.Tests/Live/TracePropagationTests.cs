using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests;

/// <summary>What a backend receives of the client's trace while nobody records one here: harness → gateway → reflector.</summary>
public sealed class TracePropagationTests(TracePropagationTests.Gateway gateway) : IClassFixture<TracePropagationTests.Gateway>
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";
    private const string Good = $"00-{Trace}-{Span}-01";

    [Theory]
    [InlineData(Good, Good)]
    [InlineData($" {Good}", Good)]
    [InlineData($"\t {Good} \t", Good)]
    [InlineData($"00-{Trace}-{Span}-00", $"00-{Trace}-{Span}-00")]
    [InlineData($"00-{Trace}-{Span}-03", $"00-{Trace}-{Span}-03")]
    [InlineData($"00-{Trace}-{Span}-ff", $"00-{Trace}-{Span}-03")]
    [InlineData($"cc-{Trace}-{Span}-01", Good)]
    [InlineData($"cc-{Trace}-{Span}-01-the-future", Good)]
    [InlineData($"cc-{Trace}-{Span}-01.the-future", null)]
    [InlineData($"00-{Trace}-{Span}-01-the-future", null)]
    [InlineData($"00-{Trace}-{Span}-01.", null)]
    [InlineData($"ff-{Trace}-{Span}-01", null)]
    [InlineData($"0-{Trace}-{Span}-01", null)]
    [InlineData($"000-{Trace}-{Span}-01", null)]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", null)]
    [InlineData($"00-{Trace}-0000000000000000-01", null)]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", null)]
    [InlineData($"00-{Trace}-{Span}-.1", null)]
    [InlineData($"00-{Trace}-{Span}", null)]
    [InlineData("", null)]
    [InlineData($"{Good},{Good}", null)]
    public async Task A_parent_passes_or_is_dropped_with_its_state(string sent, string? seen)
    {
        Reflection backend = await Reflection.OfAsync(gateway.Port, $"traceparent: {sent}\r\ntracestate: foo=1\r\n");
        Assert.Equal(seen, backend["traceparent"]);
        Assert.Equal(seen is null ? null : "foo=1", backend["tracestate"]);
    }

    [Theory]
    [InlineData("foo=1,bar=2", "foo=1,bar=2")]
    [InlineData("foo=1 \t , \t bar=2", "foo=1 \t , \t bar=2")]
    [InlineData("foo=1,,bar=2,", "foo=1,,bar=2,")]
    [InlineData("foo=1,foo=2", "foo=1,foo=2")]
    [InlineData("a/b*c_d-e@f=1", "a/b*c_d-e@f=1")]
    [InlineData("0a= 1", "0a= 1")]
    [InlineData("", null)]
    [InlineData(",", null)]
    [InlineData("foo", null)]
    [InlineData("foo=", null)]
    [InlineData("foo=1,bar", null)]
    [InlineData("FOO=1", null)]
    [InlineData("foo =1", null)]
    [InlineData("foo.bar=1", null)]
    [InlineData("@foo=1", null)]
    [InlineData("foo=bar=baz", null)]
    [InlineData("foo=1\r\ntracestate: bar=2", "foo=1,bar=2")]
    [InlineData("\r\ntracestate: bar=2", "bar=2")]
    [InlineData("foo=1\r\ntracestate: BAR=2", null)]
    public async Task A_state_passes_or_is_dropped_without_the_trace(string sent, string? seen)
    {
        Reflection backend = await Reflection.OfAsync(gateway.Port, $"traceparent: {Good}\r\ntracestate: {sent}\r\n");
        Assert.Equal(Good, backend["traceparent"]);
        Assert.Equal(seen, backend["tracestate"]);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public async Task Thirty_two_members_pass(int count, bool pass)
    {
        string state = string.Join(',', Enumerable.Range(0, count).Select(n => $"bar{n:00}={n}"));
        Reflection backend = await Reflection.OfAsync(gateway.Port, $"traceparent: {Good}\r\ntracestate: {state}\r\n");
        Assert.Equal(pass ? state : null, backend["tracestate"]);
    }

    [Fact]
    public async Task Two_parents_are_none() =>
        Assert.Null((await Reflection.OfAsync(gateway.Port, $"traceparent: {Good}\r\ntraceparent: {Good}\r\ntracestate: foo=1\r\n"))["traceparent"]);

    [Fact]
    public async Task A_state_without_a_parent_is_dropped() =>
        Assert.Null((await Reflection.OfAsync(gateway.Port, "tracestate: foo=1\r\n"))["tracestate"]);

    [Fact]
    public async Task Names_are_read_in_any_case() =>
        Assert.Equal(Good, (await Reflection.OfAsync(gateway.Port, $"TrAcEpArEnT: {Good}\r\n"))["traceparent"]);

    [Fact]
    public async Task Without_a_trace_none_is_begun_and_baggage_ends_here()
    {
        Reflection backend = await Reflection.OfAsync(gateway.Port, "baggage: user=1\r\n");
        Assert.Null(backend["traceparent"]);
        Assert.Null(backend["baggage"]);
    }

    public sealed class Gateway : IAsyncLifetime
    {
        private LiveGateway? _live;

        internal int Port { get; } = FreePorts.Next();

        public async Task InitializeAsync() =>
            _live = await LiveGateway.StartAsync(Reflection.BackendAsync, LiveGateway.Everything(), Port);

        public async Task DisposeAsync() => await _live!.DisposeAsync();
    }
}
