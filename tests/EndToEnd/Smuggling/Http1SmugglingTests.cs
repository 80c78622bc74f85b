using Gatehouse.Backends;

namespace Gatehouse.EndToEnd;

/// <summary>
/// Requests that two readers may take apart differently. What counts is what the backend received: one request with the
/// framing of RFC 9112, or none; never the one that is hidden in another's body.
/// </summary>
public class Http1SmugglingTests
{
    // What an attacker hides. As a body of 44 octets it is content; as a request it is the attack.
    private const string Hidden = "GET /hidden HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    private const string Host = "Host: shop.example\r\n";

    [Theory]
    [InlineData("CL.TE", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 49\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.CL", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n2c\r\n" + Hidden + "\r\n0\r\n\r\n")]
    [InlineData("CL.TE, HTTP/1.0", "POST / HTTP/1.0\r\n" + Host + "Content-Length: 49\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE in HTTP/1.0", "POST / HTTP/1.0\r\n" + Host + "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, an unknown coding", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, two lines", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, two lines, the other order", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, twice chunked", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, chunked and chunked", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, chunked first", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, identity first", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, gzip first", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, a parameter", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, quoted", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, identity", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, empty", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding:\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, a vertical tab", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding: \vchunked\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, a space before the colon", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding : chunked\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, a folded line", "POST / HTTP/1.1\r\n" + Host + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, a bare CR in the name", "POST / HTTP/1.1\r\n" + Host + "X: y\rTransfer-Encoding: chunked\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("TE.TE, a bare LF before it", "POST / HTTP/1.1\r\n" + Host + "X: y\nTransfer-Encoding: chunked\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("two lengths", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("two lengths, equal", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 44\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("two lengths, one line", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 0, 44\r\n\r\n" + Hidden)]
    [InlineData("a length below 0", "POST / HTTP/1.1\r\n" + Host + "Content-Length: -1\r\n\r\n" + Hidden)]
    [InlineData("a length in hex", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 0x2c\r\n\r\n" + Hidden)]
    [InlineData("a length with a fraction", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 44.0\r\n\r\n" + Hidden)]
    [InlineData("a length beyond 64 bits", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 18446744073709551660\r\n\r\n" + Hidden)]
    [InlineData("a length that is empty", "POST / HTTP/1.1\r\n" + Host + "Content-Length:\r\n\r\n" + Hidden)]
    [InlineData("a length with a space in it", "POST / HTTP/1.1\r\n" + Host + "Content-Length: 4 4\r\n\r\n" + Hidden)]
    [InlineData("a length with a space before its colon", "POST / HTTP/1.1\r\n" + Host + "Content-Length : 44\r\n\r\n" + Hidden)]
    [InlineData("a folded header", "GET / HTTP/1.1\r\n" + Host + "X: a\r\n b\r\n\r\n")]
    [InlineData("a folded header with a tab", "GET / HTTP/1.1\r\n" + Host + "X: a\r\n\tContent-Length: 44\r\n\r\n" + Hidden)]
    [InlineData("a first header that is folded", "GET / HTTP/1.1\r\n X: a\r\n" + Host + "\r\n")]
    [InlineData("bare LF everywhere", "GET / HTTP/1.1\nHost: shop.example\n\n")]
    [InlineData("a bare LF after the request line", "GET / HTTP/1.1\nHost: shop.example\r\n\r\n")]
    [InlineData("a bare LF at the end of the head", "GET / HTTP/1.1\r\n" + Host + "\n")]
    [InlineData("a bare CR in a value", "GET / HTTP/1.1\r\n" + Host + "X: a\rb\r\n\r\n")]
    [InlineData("a bare CR in the request line", "GET /\rX HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("a NUL in a value", "GET / HTTP/1.1\r\n" + Host + "X: a\0b\r\n\r\n")]
    [InlineData("a NUL in a name", "GET / HTTP/1.1\r\n" + Host + "X\0: a\r\n\r\n")]
    [InlineData("a name with a space", "GET / HTTP/1.1\r\n" + Host + "X Y: a\r\n\r\n")]
    [InlineData("a header without a name", "GET / HTTP/1.1\r\n" + Host + ": a\r\n\r\n")]
    [InlineData("a header without a colon", "GET / HTTP/1.1\r\n" + Host + "nonsense\r\n\r\n")]
    [InlineData("two hosts", "GET / HTTP/1.1\r\n" + Host + "Host: other.example\r\n\r\n")]
    [InlineData("two hosts, equal", "GET / HTTP/1.1\r\n" + Host + Host + "\r\n")]
    [InlineData("two hosts, one line", "GET / HTTP/1.1\r\nHost: shop.example, other.example\r\n\r\n")]
    [InlineData("no host", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n")]
    [InlineData("a host with userinfo", "GET / HTTP/1.1\r\nHost: a@shop.example\r\n\r\n")]
    [InlineData("a host with a path", "GET / HTTP/1.1\r\nHost: shop.example/hidden\r\n\r\n")]
    [InlineData("a host with a space", "GET / HTTP/1.1\r\nHost: shop.example x\r\n\r\n")]
    [InlineData("an absolute target with userinfo", "GET http://a@shop.example/ HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("a target with a space", "GET /a b HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("a fragment", "GET /a#b HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("an authority as target", "GET shop.example:80 HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("CONNECT", "CONNECT shop.example:80 HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("HTTP/0.9", "GET /\r\n")]
    [InlineData("HTTP/1.2", "GET / HTTP/1.2\r\n" + Host + "\r\n")]
    [InlineData("HTTP/2.0 in text", "GET / HTTP/2.0\r\n" + Host + "\r\n")]
    [InlineData("a lower-case protocol", "GET / http/1.1\r\n" + Host + "\r\n")]
    public async Task It_is_refused_and_the_backend_sees_nothing(string name, string request)
    {
        await using GuardedBackend guarded = await GuardedBackend.StartPoliteAsync();
        await using RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
        await client.SendAsync(request);

        RawAnswer answer = await client.AnswerAsync();

        Assert.True(answer.Status is 0 or (>= 400 and < 500) or 501 or 505, $"{name}: {answer.Status}");
        Assert.Equal("", await guarded.ReceivedAsync());
    }
}
