using Gatehouse.Backends;

namespace Gatehouse.EndToEnd;

/// <summary>
/// Odd requests that are served: the backend must receive each of them once, with framing that leaves no doubt, and
/// nothing that was content as a request.
/// </summary>
public class Http1ForwardingTests
{
    private const string Host = "Host: shop.example\r\n";

    [Theory]
    [InlineData("CL.0: a body on a GET", "GET /a HTTP/1.1\r\n" + Host + "Content-Length: 11\r\n\r\nGET /hidden", "GET /a [GET /hidden]")]
    [InlineData("a body on a HEAD", "HEAD /a HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\nhi", "HEAD /a [hi]")]
    [InlineData("a chunked body on a GET", "GET /a HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", "GET /a [hi]")]
    [InlineData("a body on a DELETE", "DELETE /a HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\nhi", "DELETE /a [hi]")]
    [InlineData("chunked in another case", "POST /a HTTP/1.1\r\n" + Host + "Transfer-Encoding: CHUNKED\r\n\r\n2\r\nhi\r\n0\r\n\r\n", "POST /a [hi]")]
    [InlineData("chunked after a tab", "POST /a HTTP/1.1\r\n" + Host + "Transfer-Encoding:\tchunked\t\r\n\r\n2\r\nhi\r\n0\r\n\r\n", "POST /a [hi]")]
    [InlineData("a length with a plus", "POST /a HTTP/1.1\r\n" + Host + "Content-Length: +2\r\n\r\nhi", "POST /a [hi]")]
    [InlineData("a length of minus zero", "POST /a HTTP/1.1\r\n" + Host + "Content-Length: -0\r\n\r\n", "POST /a")]
    [InlineData("a length with zeros", "POST /a HTTP/1.1\r\n" + Host + "Content-Length: 0002\r\n\r\nhi", "POST /a [hi]")]
    [InlineData("a chunk extension", "POST /a HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n0;c\r\n\r\n", "POST /a [hi]")]
    [InlineData("a chunk size with zeros", "POST /a HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\n002\r\nhi\r\n000\r\n\r\n", "POST /a [hi]")]
    [InlineData("an absolute target against the host", "GET http://shop.example/a HTTP/1.1\r\nHost: other.example\r\n\r\n", "GET /a")]
    [InlineData("an empty line before the request", "\r\nGET /a HTTP/1.1\r\n" + Host + "\r\n", "GET /a")]
    [InlineData("two requests at once", "GET /a HTTP/1.1\r\n" + Host + "\r\nGET /b HTTP/1.1\r\n" + Host + "\r\n", "GET /a; GET /b")]
    [InlineData("a request that looks like a body", "POST /a HTTP/1.1\r\n" + Host + "Content-Length: 31\r\n\r\nPOST /hidden HTTP/1.1\r\nHost: a\r\n", "POST /a [POST /hidden HTTP/1.1\r\nHost: a\r]")]
    [InlineData("a name with an underscore", "GET /a HTTP/1.1\r\n" + Host + "Content_Length: 44\r\n\r\n", "GET /a")]
    [InlineData("a length inside Connection", "POST /a HTTP/1.1\r\n" + Host + "Connection: x, content-length\r\nContent-Length: 2\r\n\r\nhi", "POST /a [hi]")]
    [InlineData("an Upgrade to h2c", "GET /a HTTP/1.1\r\n" + Host + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n", "GET /a")]
    public async Task The_backend_receives(string name, string request, string expected)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        await using RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
        await client.SendAsync(request);

        foreach (string _ in expected.Split("; "))
        {
            RawAnswer answer = await client.AnswerAsync(isHead: request.StartsWith("HEAD", StringComparison.Ordinal));
            Assert.True(answer.Status is 0 or 200 or 400, $"{name}: {answer.Head}");
        }

        Assert.Equal(expected, await guarded.ReceivedAsync());
    }
    [Fact]
    public async Task Only_a_WebSocket_is_upgraded()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        await RawClient.AskAsync(guarded.EndPoint, "GET /a HTTP/1.1\r\n" + Host + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

        RawRequest seen = Assert.Single(guarded.Backend.Requests);
        Assert.Empty(seen.Values("upgrade"));
        Assert.Empty(seen.Values("connection"));
        Assert.Empty(seen.Values("http2-settings"));
    }

    [Fact]
    public async Task The_host_of_an_absolute_target_is_the_one_that_arrives()
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();

        await RawClient.AskAsync(guarded.EndPoint, "GET http://shop.example/a HTTP/1.1\r\nHost: other.example\r\n\r\n");

        Assert.Equal(["shop.example"], Assert.Single(guarded.Backend.Requests).Values("host"));
    }

    // A body that turns out malformed when the head has gone: the backend must not take what it has for a request.
    [Theory]
    [InlineData("an extension with a bare LF", "2;\nxx\r\nhi\r\n0\r\n\r\n")]
    [InlineData("an extension with a bare CR", "2;\rxx\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size that is none", "z\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size in hex notation", "0x2\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size below 0", "-2\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size beyond 31 bits", "80000000\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size beyond 64 bits", "10000000000000002\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size with a space before it", " 2\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size with an underscore", "1_0\r\nhi\r\n0\r\n\r\n")]
    [InlineData("a size that ends with a bare LF", "2\nhi\r\n0\r\n\r\n")]
    [InlineData("a chunk without its end", "2\r\nhi0\r\n\r\n")]
    [InlineData("a chunk that ends with a bare LF", "2\r\nhi\n0\r\n\r\n")]
    [InlineData("a chunk that is longer than its size", "2\r\nhidden\r\n0\r\n\r\n")]
    [InlineData("a trailer without a colon", "2\r\nhi\r\n0\r\nnonsense\r\n\r\n")]
    [InlineData("a trailer with a space before its colon", "2\r\nhi\r\n0\r\nX : y\r\n\r\n")]
    [InlineData("a trailer that is folded", "2\r\nhi\r\n0\r\nX: y\r\n z\r\n\r\n")]
    [InlineData("a trailer with a bare LF", "2\r\nhi\r\n0\r\nX: y\nZ: w\r\n\r\n")]
    public async Task A_malformed_body_is_no_request(string name, string body)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        await using RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
        await client.SendAsync("POST /a HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\n" + body + "GET /hidden HTTP/1.1\r\n" + Host + "\r\n");

        RawAnswer answer = await client.AnswerAsync();
        string received = await guarded.ReceivedAsync();

        Assert.True(answer.Status is 0 or 400, $"{name}: {answer.Status}");
        Assert.Empty(guarded.Backend.Requests);
        Assert.DoesNotContain("hidden HTTP", received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 44")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Host: other.example")]
    [InlineData("Authorization: Bearer x")]
    [InlineData("Connection: close")]
    [InlineData("Trailer: x")]
    [InlineData("Cookie: a=b")]
    public async Task A_trailer_that_no_trailer_may_be_does_not_arrive(string trailer)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        await using RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
        await client.SendAsync($"POST /a HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n{trailer}\r\nX-Good: y\r\n\r\nGET /b HTTP/1.1\r\n{Host}\r\n");
        await client.AnswerAsync();
        await client.AnswerAsync();

        string received = await guarded.ReceivedAsync();

        Assert.Contains(received, new[] { "POST /a [hi]; GET /b", "" });

        // None of a request's trailers is passed on, so that none can be one of these.
        Assert.All(guarded.Backend.Requests, request =>
        {
            Assert.Empty(request.Trailers);
            Assert.DoesNotContain(request.Headers, line => $"{line.Name}: {line.Value}" == trailer && line.Name != "Transfer-Encoding");
        });
    }
}
