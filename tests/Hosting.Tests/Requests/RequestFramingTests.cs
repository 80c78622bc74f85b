using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting.Tests;

public class RequestFramingTests
{
    [Theory]
    [InlineData("HTTP/1.1", true)]
    [InlineData("HTTP/1.1", true, "chunked")]
    [InlineData("HTTP/1.1", true, "\tCHUNKED ")]
    [InlineData("HTTP/1.1", false, "gzip, chunked")]
    [InlineData("HTTP/1.1", false, "chunked, chunked")]
    [InlineData("HTTP/1.1", false, "chunked", "chunked")]
    [InlineData("HTTP/1.1", false, "identity")]
    [InlineData("HTTP/1.1", false, "")]
    [InlineData("HTTP/1.0", false, "chunked")]
    public void Chunked_alone_and_once_is_sound(string protocol, bool isSound, params string[] codings)
    {
        DefaultHttpContext context = new();
        context.Request.Protocol = protocol;
        context.Request.Headers.TransferEncoding = codings;

        Assert.Equal(isSound, RequestFraming.IsSound(context.Request));
    }

    [Fact]
    public void A_length_beside_a_coding_is_not_sound_whatever_the_server_calls_it()
    {
        foreach (string name in new[] { "Content-Length", "X-Content-Length" })
        {
            DefaultHttpContext context = new();
            context.Request.Protocol = "HTTP/1.1";
            context.Request.Headers.TransferEncoding = "chunked";
            context.Request.Headers[name] = "5";

            Assert.False(RequestFraming.IsSound(context.Request));
        }
    }
}
