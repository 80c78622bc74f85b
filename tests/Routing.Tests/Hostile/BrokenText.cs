using System.Text;

namespace Gatehouse.Routing.Tests.Hostile;

/// <summary>Text that is none: octets that are not UTF-8, and halves of surrogate pairs.</summary>
public sealed class BrokenText
{
    private static readonly RouteTable Everything = Table.Of(Listener(
        "l",
        null,
        Route(
            "r",
            "",
            Rule(Any),
            Rule(Exact("/a")),
            Rule(Prefix("/b")),
            Rule(Expression("/c.*")),
            Rule(Any.Header("x-a", "caf\u00e9")),
            Rule(Any.HeaderExpression("x-r", "caf.*")),
            Rule(Any.Query("q", "caf\u00e9")),
            Rule(Any.QueryExpression("p", "caf.*"))),
        Route("host", "*.example.com", Rule(Prefix("/")))).With(Grpc("g", "", GrpcRule(Call("s", "m")), GrpcRule(CallExpression("s.*", null)))));

    public static TheoryData<string> BrokenOctets => new(
        "\xFF", "\xC3", "\xC3\xC3", "\x80", "\xE2\x82", "\xF0\x9F\xA6", "\xC0\xAF", "\xED\xA0\x80", "\xF8\x88\x80\x80\x80", "\xFE\xFE\xFF\xFF");

    [Theory]
    [MemberData(nameof(BrokenOctets))]
    public void Octets_that_are_no_UTF8_equal_nothing_that_is(string latin1)
    {
        byte[] broken = Encoding.Latin1.GetBytes(latin1);

        Assert.Equal("l r#0", Match(new Utf8Request(Simple) { Path = [.. "/a"u8, .. broken] }));
        Assert.Equal("l r#2", Match(new Utf8Request(Simple) { Path = [.. "/b/"u8, .. broken] }));
        Assert.Equal("l r#3", Match(new Utf8Request(Simple) { Path = [.. "/c"u8, .. broken] }));
        Assert.Equal("l r#0", Match(new Utf8Request(Simple) { Method = broken }));
        Assert.Equal("l r#0", Match(new Utf8Request(Simple) { Host = broken }));
        Assert.Equal("l host#0", Match(new Utf8Request(Simple) { Host = [.. broken, .. ".example.com"u8] }));
        Assert.Equal("l r#0", Match(new Utf8Request(Simple) { Query = [.. "q=caf"u8, .. broken] }));
        Assert.Equal("l r#7", Match(new Utf8Request(Simple) { Query = [.. "p=caf"u8, .. broken] }));
        Assert.Equal("l r#0", Match(new Utf8Request(Simple) { Query = [.. "q"u8, .. broken, .. "=caf\u00e9"u8] }));
        Assert.Equal("l r#0", Match(new Utf8Request(Simple).AddHeader("x-a", [.. "caf"u8, .. broken])));
        Assert.Equal("l r#5", Match(new Utf8Request(Simple).AddHeader("x-r", [.. "caf"u8, .. broken])));
        Assert.Equal("l r#0", Match(new Utf8Request(Simple).AddHeader("content-type", [.. "application/grpc"u8, .. broken])));
        Assert.Equal("l g#1", Match(new Utf8Request(Simple) { Path = [.. "/s"u8, .. broken, .. "/m"u8] }.AddHeader("content-type", [.. "application/grpc"u8])));
    }

    [Theory]
    [MemberData(nameof(BrokenOctets))]
    public void Escapes_of_octets_that_are_no_UTF8_equal_nothing_that_is(string latin1)
    {
        string escaped = string.Concat(Encoding.Latin1.GetBytes(latin1).Select(octet => $"%{octet:X2}"));

        foreach ((string query, string expected) in new[] { ($"q=caf{escaped}", "l r#0"), ($"p=caf{escaped}", "l r#7"), ($"q{escaped}=caf%C3%A9", "l r#0") })
        {
            OracleRequest request = Simple with { Query = query };
            Assert.Equal(expected, Match(new Utf8Request(request)));
            Assert.Equal(expected, Match(new CharRequest(request)));
        }
    }

    [Theory]
    [InlineData('\uD83E')]
    [InlineData('\uDD80')]
    [InlineData('\uFFFF')]
    public void Halves_of_surrogate_pairs_equal_nothing(char half)
    {
        Assert.Equal("l r#0", Match(new CharRequest(Simple with { Path = $"/a{half}" })));
        Assert.Equal("l r#2", Match(new CharRequest(Simple with { Path = $"/b/{half}" })));
        Assert.Equal("l r#3", Match(new CharRequest(Simple with { Path = $"/c{half}" })));
        Assert.Equal("l r#0", Match(new CharRequest(Simple with { Method = $"{half}" })));
        Assert.Equal("l r#0", Match(new CharRequest(Simple with { Host = $"{half}" })));
        Assert.Equal("l host#0", Match(new CharRequest(Simple with { Host = $"{half}.example.com" })));
        Assert.Equal("l r#0", Match(new CharRequest(Simple with { Query = $"q=caf{half}" })));
        Assert.Equal("l r#7", Match(new CharRequest(Simple with { Query = $"p=caf{half}" })));
        Assert.Equal("l r#7", Match(new CharRequest(Simple with { Query = $"p=caf%C3%A9{half}" })));
        Assert.Equal("l r#0", Match(new CharRequest(Simple with { Headers = [new FieldLine("x-a", $"caf{half}")] })));
        Assert.Equal("l r#5", Match(new CharRequest(Simple with { Headers = [new FieldLine("x-r", $"caf{half}")] })));
    }

    private static OracleRequest Simple => OracleRequest.Parse("h/x");

    private static string Match(Utf8Request request) => RouteAnswer.Of(Everything.MatchUtf8(request.View)).ToString();

    private static string Match(CharRequest request) => RouteAnswer.Of(Everything.Match(request.View)).ToString();
}
