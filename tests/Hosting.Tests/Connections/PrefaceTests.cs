using System.Buffers;
using System.Text;

namespace Gatehouse.Hosting.Tests;

public class PrefaceTests
{
    [Theory]
    [InlineData("", PrefaceVerdict.Undecided)]
    [InlineData("PRI * HTT", PrefaceVerdict.Undecided)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r", PrefaceVerdict.Undecided)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", PrefaceVerdict.Http2)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nmore", PrefaceVerdict.Http2)]
    [InlineData("PRI /x HTTP/1.1\r\n", PrefaceVerdict.Http1)]
    [InlineData("GET / HTTP/1.1\r\n", PrefaceVerdict.Http1)]
    [InlineData("G", PrefaceVerdict.Http1)]
    public void The_first_difference_settles_it(string bytes, object verdict) =>
        Assert.Equal(verdict, Preface.Read(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(bytes))));
}
