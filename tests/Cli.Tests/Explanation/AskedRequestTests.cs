using Gatehouse.Primitives;

namespace Gatehouse.Cli.Tests.Explanation;

public sealed class AskedRequestTests
{
    [Theory]
    [InlineData("X-Version: 2", "x-version", "2")]
    [InlineData("x:", "x", "")]
    [InlineData("x:\t a: b ", "x", "a: b")]
    public void A_header_is_a_name_and_a_value(string line, string name, string value)
    {
        Assert.True(AskedHeader.TryParse(line, out AskedHeader header));
        Assert.Equal((name, value), (header.Name.Value, header.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x-version")]
    [InlineData(": 2")]
    [InlineData("x version: 2")]
    public void What_has_no_name_is_no_header(string line) => Assert.False(AskedHeader.TryParse(line, out _));

    [Fact]
    public void Every_field_line_of_a_name_is_read()
    {
        HeaderName name = HeaderName.Parse("x");
        IHttpRequestView request = new AskedRequest
        {
            Method = "GET",
            Host = "h",
            Path = "/",
            Headers = [new(name, "1"), new(HeaderName.Parse("y"), "2"), new(name, "3")],
        };

        Assert.Equal(2, request.GetHeader(name, 1, out ReadOnlySpan<char> second));
        Assert.Equal("3", new string(second));
        Assert.Equal(2, request.GetHeader(name, 2, out ReadOnlySpan<char> third));
        Assert.True(third.IsEmpty);
        Assert.Equal(0, request.GetHeader(HeaderName.Parse("z"), 0, out _));
    }
}
