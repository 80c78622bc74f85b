using Gatehouse.Backends;

namespace Gatehouse.EndToEnd;

/// <summary>HTTP/2 requests whose octets would be another request in HTTP/1.1, which is what the backend is spoken to in.</summary>
public class Http2DowngradeTests
{
    private const string Hidden = "\r\n\r\nGET /hidden HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    private static readonly Dictionary<string, (string Name, string Value)[]> Malformed = new()
    {
        ["CR LF in a value"] = Get(("x", "a\r\nhidden: b")),
        ["a whole request in a value"] = Get(("x", "a" + Hidden)),
        ["LF in a value"] = Get(("x", "a\nhidden: b")),
        ["CR in a value"] = Get(("x", "a\rhidden: b")),
        ["NUL in a value"] = Get(("x", "a\0b")),
        ["NUL in a name"] = Get(("x\0", "b")),
        ["an upper-case name"] = Get(("X-Y", "b")),
        ["an empty name"] = Get(("", "b")),
        ["CR LF in the path"] = Replaced(":path", "/a HTTP/1.1" + Hidden),
        ["a space in the path"] = Replaced(":path", "/a /b"),
        ["a fragment in the path"] = Replaced(":path", "/a#b"),
        ["a path without a slash"] = Replaced(":path", "hidden"),
        ["an empty path"] = Replaced(":path", ""),
        ["CR LF in the method"] = Replaced(":method", "GET /hidden HTTP/1.1\r\n"),
        ["a space in the method"] = Replaced(":method", "GET /hidden"),
        ["CR LF in the authority"] = Replaced(":authority", "shop.example\r\nhidden: b"),
        ["userinfo in the authority"] = Replaced(":authority", "a@shop.example"),
        ["a path in the authority"] = Replaced(":authority", "shop.example/hidden"),
        ["CR LF in the scheme"] = Replaced(":scheme", "http\r\nhidden: b"),
        ["another scheme"] = Replaced(":scheme", "https"),
        ["a host without an authority that two share"] = [.. Get(("host", "shop.example"), ("host", "other.example")).Where(field => field.Name != ":authority")],
        ["two paths"] = [(":path", "/hidden"), .. Get()],
        ["two methods"] = [(":method", "POST"), .. Get()],
        ["no path"] = [.. Get().Where(field => field.Name != ":path")],
        ["no method"] = [.. Get().Where(field => field.Name != ":method")],
        ["a pseudo-header after the others"] = [.. Get().Where(field => field.Name != ":path"), ("x", "y"), (":path", "/a")],
        ["an unknown pseudo-header"] = [(":hidden", "x"), .. Get()],
        ["a pseudo-header of answers"] = [(":status", "200"), .. Get()],
        ["Transfer-Encoding"] = Get(("transfer-encoding", "chunked")),
        ["Connection"] = Get(("connection", "close")),
        ["TE of a coding"] = Get(("te", "gzip")),
        ["two lengths"] = Get(("content-length", "0"), ("content-length", "44")),
        ["a length that is none"] = Get(("content-length", "4x")),
        ["a CONNECT"] = [(":method", "CONNECT"), (":authority", "shop.example")],
    };

    // Malformed as well (RFC 9113 section 8.2), but the server lets them pass.
    private static readonly Dictionary<string, (string Name, string Value)[]> Tolerated = new()
    {
        ["CR LF in a name"] = Get(("x\r\nhidden", "b")),
        ["LF in a name"] = Get(("x\nhidden", "b")),
        ["a space in a name"] = Get(("x y", "b")),
        ["a colon in a name"] = Get(("x:y", "b")),
        ["Keep-Alive"] = Get(("keep-alive", "timeout=5")),
        ["Upgrade"] = Get(("upgrade", "h2c")),
        ["Proxy-Connection"] = Get(("proxy-connection", "keep-alive")),
        ["an authority against the host"] = Get(("host", "other.example")),
    };

    public static TheoryData<string> Names() => new(Malformed.Keys);

    public static TheoryData<string> ToleratedNames() => new(Tolerated.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_refused_and_the_backend_sees_nothing(string name)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        Http2Outcome outcome = await RawHttp2Client.AskAsync(guarded.EndPoint, Malformed[name]);

        Assert.True(outcome.IsRefused, $"{name}: {outcome}");
        Assert.Equal("", await guarded.ReceivedAsync());
    }

    [Theory]
    [MemberData(nameof(ToleratedNames))]
    public async Task It_is_served_without_what_is_wrong(string name)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        Http2Outcome outcome = await RawHttp2Client.AskAsync(guarded.EndPoint, [.. Tolerated[name], ("x-good", "y")]);

        Assert.Contains(outcome.Status, new[] { 200, 400 });
        Assert.Contains(await guarded.ReceivedAsync(), new[] { "GET /a", "" });
        string[] expected = ["host: shop.example", "x-good: y"];
        Assert.All(guarded.Backend.Requests, request => Assert.Equal(
            expected,
            request.Headers.Select(line => $"{line.Name.ToLowerInvariant()}: {line.Value}").Where(line => !IsOurs(line)).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("more", "5", "hi")]
    [InlineData("less", "1", "hi")]
    public async Task A_length_that_is_not_the_bodys_makes_no_request(string name, string length, string body)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        Http2Outcome outcome = await RawHttp2Client.AskAsync(
            guarded.EndPoint, [(":method", "POST"), .. Get(("content-length", length)).Skip(1)], body);
        await guarded.ReceivedAsync();

        Assert.True(outcome.IsRefused, $"{name}: {outcome}");
        Assert.Empty(guarded.Backend.Requests);
    }

    // A request whose length is 0 is whole before its body comes, so it may have been sent on; the body never is.
    [Fact]
    public async Task A_body_after_a_length_of_zero_is_no_request()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        await RawHttp2Client.AskAsync(
            guarded.EndPoint, [(":method", "POST"), .. Get(("content-length", "0")).Skip(1)], "GET /hidden HTTP/1.1\r\nHost: shop.example\r\n\r\n");

        Assert.Contains(await guarded.ReceivedAsync(), new[] { "POST /a", "" });
    }

    [Theory]
    [InlineData("content-length", "44")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("host", "other.example")]
    [InlineData("authorization", "Bearer x")]
    [InlineData("x", "a\r\nhidden: b")]
    public async Task A_trailer_that_no_trailer_may_be_does_not_arrive(string name, string value)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        await RawHttp2Client.AskAsync(guarded.EndPoint, [(":method", "POST"), .. Get().Skip(1)], "hi", [(name, value), ("x-good", "y")]);
        await guarded.ReceivedAsync();

        Assert.All(guarded.Backend.Requests, request =>
        {
            Assert.Equal("hi", request.Body);
            Assert.Empty(request.Trailers);
            Assert.DoesNotContain(request.Headers, line => line.Value == value && line.Name != "Transfer-Encoding");
        });
    }

    [Fact]
    public async Task A_body_without_a_length_is_chunked()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        Http2Outcome outcome = await RawHttp2Client.AskAsync(guarded.EndPoint, [(":method", "POST"), .. Get().Skip(1)], "GET /hidden HTTP/1.1\r\n\r\n");

        Assert.Equal(200, outcome.Status);
        Assert.Equal("POST /a [GET /hidden HTTP/1.1\r\n\r\n]", await guarded.ReceivedAsync());
    }

    [Fact]
    public async Task Cookies_in_several_fields_arrive_as_one()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        await RawHttp2Client.AskAsync(guarded.EndPoint, Get(("cookie", "a=b"), ("cookie", "c=d")));

        Assert.Equal(["a=b; c=d"], Assert.Single(guarded.Backend.Requests).Values("cookie"));
    }

    private static (string Name, string Value)[] Get(params (string, string)[] more) =>
        [(":method", "GET"), (":scheme", "http"), (":path", "/a"), (":authority", "shop.example"), .. more];

    // What the gateway adds itself.
    private static bool IsOurs(string line) => new[] { "x-forwarded-", "forwarded:", "via:", "traceparent:", "tracestate:" }
        .Any(name => line.StartsWith(name, StringComparison.Ordinal));

    private static (string Name, string Value)[] Replaced(string name, string value) =>
        [.. Get().Select(field => field.Name == name ? (name, value) : field)];
}
