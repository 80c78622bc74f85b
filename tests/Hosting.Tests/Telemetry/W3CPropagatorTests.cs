using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting.Tests;

public class W3CPropagatorTests
{
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Theory]
    [InlineData(Parent, "foo=1 , bar=2", Parent, "foo=1 , bar=2")]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-05-x", null, Parent, null)]
    [InlineData(Parent, "foo", Parent, null)]
    [InlineData("00-nonsense", "foo=1", null, null)]
    [InlineData($"{Parent},{Parent}", "foo=1", null, null)]
    [InlineData(null, "foo=1", null, null)]
    public void It_reads_for_NET_what_we_read_ourselves(string? parent, string? state, string? traceId, string? traceState) =>
        Assert.Equal((traceId, traceState), Extract(new GatehouseOptions(), parent, state));

    [Fact]
    public void A_restart_reads_nothing() =>
        Assert.Equal((null, null), Extract(new GatehouseOptions { Tracing = { RestartTrace = true } }, Parent, "foo=1"));

    [Theory]
    [InlineData(false, 10, true)]
    [InlineData(true, 10, true)]
    [InlineData(true, 8191, true)]
    [InlineData(true, 8192, false)]
    public void Baggage_is_read_for_the_application_s_own_endpoints_and_is_bounded(bool isPassed, int length, bool isRead)
    {
        HeaderDictionary headers = new() { ["baggage"] = "k=" + new string('v', length - 1) };
        W3CPropagator propagator = Of(new GatehouseOptions { Tracing = { PassBaggage = isPassed } });
        Assert.Equal(isRead, propagator.ExtractBaggage(headers, Get)?.Any() ?? false);
    }

    [Fact]
    public void A_span_is_written_with_a_valid_state_only()
    {
        using Activity activity = new("test");
        activity.SetParentId(Parent);
        activity.TraceStateString = "NOT valid";
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
        Dictionary<string, string> sent = [];

        Of(new GatehouseOptions()).Inject(activity, sent, static (carrier, name, value) => ((Dictionary<string, string>)carrier!)[name] = value);

        Assert.Equal($"00-4bf92f3577b34da6a3ce929d0e0e4736-{activity.SpanId}-01", Assert.Single(sent).Value);
    }

    private static (string? TraceId, string? TraceState) Extract(GatehouseOptions options, string? parent, string? state)
    {
        HeaderDictionary headers = new() { ["traceparent"] = parent, ["tracestate"] = state };
        Of(options).ExtractTraceIdAndState(headers, Get, out string? traceId, out string? traceState);
        return (traceId, traceState);
    }

    private static W3CPropagator Of(GatehouseOptions options) => new(Microsoft.Extensions.Options.Options.Create(options));

    // As ASP.NET Core asks: repeated fields come as one, with commas.
    private static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        values = null;
        value = ((IHeaderDictionary)carrier!)[name];
    }
}
