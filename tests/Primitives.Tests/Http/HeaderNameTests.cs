namespace Gatehouse.Primitives.Tests.Http;

public class HeaderNameTests
{
    [Fact]
    public void A_name_is_kept_in_lower_case_in_both_text_forms()
    {
        HeaderName name = HeaderName.Parse("X-Request-ID");

        Assert.Equal("x-request-id", name.Value);
        Assert.True(name.Utf8.SequenceEqual("x-request-id"u8));
    }

    [Fact]
    public void Names_that_differ_in_case_are_equal()
    {
        Assert.Equal(HeaderName.Parse("Accept"), HeaderName.Parse("ACCEPT"));
        Assert.Equal(HeaderName.Parse("Accept").GetHashCode(), HeaderName.Parse("ACCEPT").GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":authority")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("caf\u00E9")]
    public void What_is_not_a_token_is_refused(string? text) => Assert.False(HeaderName.TryParse(text, out _));

    [Theory]
    [InlineData(HeaderName.LengthMax, true)]
    [InlineData(HeaderName.LengthMax + 1, false)]
    public void A_name_has_at_most_256_characters(int length, bool expected) =>
        Assert.Equal(expected, HeaderName.TryParse(new string('a', length), out _));

    [Fact]
    public void All_77_characters_of_a_token_are_taken() =>
        Assert.Equal(77, Enumerable.Range(0, char.MaxValue + 1).Count(c => HeaderName.IsToken(((char)c).ToString())));

    [Fact]
    public void What_is_no_name_is_named_in_the_exception() =>
        Assert.Contains("'a b'", Assert.Throws<FormatException>(() => HeaderName.Parse("a b")).Message, StringComparison.Ordinal);
}
