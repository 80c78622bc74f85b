using System.Diagnostics;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting.Tests;

public class TelemetryWordsTests
{
    [Theory]
    [InlineData("shop.example", "shop.example")]
    [InlineData("*.shop.example", null)]
    [InlineData(null, null)]
    public void A_pattern_is_no_name_of_a_server(string? hostname, string? name) => Assert.Equal(name, TelemetryWords.Name(hostname));

    [Theory]
    [InlineData(RequestReason.ClientGone, false)]
    [InlineData(RequestReason.Forwarded, true)]
    [InlineData(RequestReason.NoRule, true)]
    public void Who_left_before_an_answer_began_got_no_status(RequestReason reason, bool isAnswered) =>
        Assert.Equal(isAnswered, TelemetryWords.IsAnswered(new DefaultHttpContext(), reason));

    [Fact]
    public void The_port_of_an_endpoint_is_boxed_once() =>
        Assert.Equal(0, Allocations.Of(static () => TelemetryWords.Port(8080)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_span_around_a_request_keeps_the_baggage_only_where_it_may_pass(bool isPassed)
    {
        GatehouseOptions options = new() { Tracing = { PassBaggage = isPassed } };
        using Activity outer = new("outer");
        outer.AddBaggage("a", "1").AddBaggage("b", "2").AddBaggage("a", "3").Start();

        new TraceHeaders(Microsoft.Extensions.Options.Options.Create(options), RandomSource.FromEntropy()).DropBaggage(outer);

        Assert.Equal(isPassed ? 3 : 0, outer.Baggage.Count());
    }
}
