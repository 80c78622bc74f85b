using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests;

public class TracingOptionTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";
    private const string Good = $"00-{Trace}-{Span}-01";

    [Fact]
    public async Task A_restart_keeps_the_client_s_trace_from_the_backend()
    {
        Reflection backend = await SeenAsync(tracing => tracing.RestartTrace = true, $"traceparent: {Good}\r\ntracestate: foo=1\r\n");
        Assert.Null(backend["traceparent"]);
        Assert.Null(backend["tracestate"]);
    }

    [Fact]
    public async Task Taking_part_always_gives_each_hop_its_own_parent()
    {
        Reflection backend = await SeenAsync(tracing => tracing.AlwaysParticipate = true, $"traceparent: {Good}\r\ntracestate: foo=1\r\n");
        Assert.Matches($"^00-{Trace}-(?!{Span})[0-9a-f]{{16}}-01$", backend["traceparent"]);
        Assert.Equal("foo=1", backend["tracestate"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData($"traceparent: ff-{Trace}-{Span}-01\r\ntracestate: foo=1\r\n")]
    [InlineData($"traceparent: {Good}\r\ntraceparent: {Good}\r\n")]
    public async Task Taking_part_always_begins_a_trace_where_there_is_none(string lines)
    {
        Reflection backend = await SeenAsync(tracing => tracing.AlwaysParticipate = true, lines);
        Assert.Matches($"^00-(?!{Trace})[0-9a-f]{{32}}-[0-9a-f]{{16}}-02$", backend["traceparent"]);
        Assert.Null(backend["tracestate"]);
    }

    [Fact]
    public async Task An_own_member_names_the_parent_that_is_sent()
    {
        Reflection backend = await SeenAsync(
            tracing => (tracing.AlwaysParticipate, tracing.TraceStateKey) = (true, "gw"), $"traceparent: {Good}\r\ntracestate: foo=1,gw=old\r\n");
        Assert.Equal($"gw={backend["traceparent"]![36..52]},foo=1", backend["tracestate"]);
    }

    [Theory]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    public async Task Baggage_passes_where_it_may_up_to_its_bound(int length, bool isPassed)
    {
        string baggage = "k=" + new string('v', length - 2);
        Reflection backend = await SeenAsync(tracing => tracing.PassBaggage = true, $"baggage: {baggage}\r\n");
        Assert.Equal(isPassed ? baggage : null, backend["baggage"]);
    }

    private static async Task<Reflection> SeenAsync(Action<TracingOptions> configure, string lines)
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await LiveGateway.StartAsync(
            Reflection.BackendAsync, LiveGateway.Everything(), g => g.Configure(options => configure(options.Tracing)), port);
        return await Reflection.OfAsync(port, lines);
    }
}
