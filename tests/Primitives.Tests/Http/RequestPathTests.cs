using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Primitives.Tests.Http;

public class RequestPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/a.b/c.html")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/...")]
    [InlineData("/..a/b..")]
    [InlineData("/a//b/;v=1/c;d")]
    [InlineData("/a%2Fb%20c%25")]
    [InlineData("/!$&'()*+,;=:@-._~")]
    [InlineData("/%E3%81%82")]
    public void A_normal_path_is_unchanged(string path) => Assert.Equal((PathOutcome.Unchanged, ""), Normalize(path));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("*")]
    [InlineData("%2Fa")]
    [InlineData("http://a.example/")]
    public void A_path_that_does_not_begin_with_a_slash_is_refused(string path) => AssertRefused(path);

    [Theory]
    [InlineData("/a b")]
    [InlineData("/a\tb")]
    [InlineData("/a\0b")]
    [InlineData("/a\r\nb")]
    [InlineData("/a\u007Fb")]
    public void Controls_space_and_delete_are_refused(string path) => AssertRefused(path);

    [Theory]
    [InlineData("/%00")]
    [InlineData("/%01")]
    [InlineData("/%0a")]
    [InlineData("/%1F")]
    [InlineData("/%7f")]
    public void Escaped_controls_are_refused(string path) => AssertRefused(path);

    [Theory]
    [InlineData("/%")]
    [InlineData("/%4")]
    [InlineData("/%zz")]
    [InlineData("/%4g")]
    [InlineData("/a%2/b")]
    [InlineData("/%%34")]
    [InlineData("/%\uFF11\uFF11")]
    public void Escapes_that_are_not_two_hexadecimal_digits_are_refused(string path) => AssertRefused(path);

    [Theory]
    [InlineData("/a\\..\\b")]
    [InlineData("/a%5C..%5cb")]
    public void Backslashes_are_refused_raw_and_escaped(string path) => AssertRefused(path);

    [Theory]
    [InlineData("/a?b")]
    [InlineData("/a#b")]
    public void A_query_or_fragment_is_refused(string path) => AssertRefused(path);

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        // Not as inline data: an attribute is stored as UTF-8, which has no halves.
        string[] paths = ["/a\uD800", "/a\uDC00b", "/\uD800\uD800\uDC00"];

        Assert.All(paths, path => Assert.False(RequestPath.TryNormalize(path, out _)));
    }

    [Theory]
    [InlineData("/%61%5A%30%2d%2E%5f%7e", "/aZ0-._~")]
    [InlineData("/%2561", "/%2561", false)]
    [InlineData("/a%2fb%3a", "/a%2Fb%3A")]
    [InlineData("/%e3%81%82", "/%E3%81%82")]
    [InlineData("/%c0%80", "/%C0%80")]
    public void Only_escapes_of_unreserved_octets_are_decoded_and_the_others_are_upper_case(string path, string normal, bool rewritten = true) =>
        Assert.Equal(rewritten ? (PathOutcome.Rewritten, normal) : (PathOutcome.Unchanged, ""), Normalize(path));

    [Theory]
    [InlineData("/\"<>^`{|}[]", "/%22%3C%3E%5E%60%7B%7C%7D%5B%5D")]
    [InlineData("/caf\u00E9", "/caf%C3%A9")]
    [InlineData("/\u3042", "/%E3%81%82")]
    [InlineData("/\U0001F600", "/%F0%9F%98%80")]
    [InlineData("/\u0085", "/%C2%85")]
    public void What_a_path_may_not_hold_is_encoded(string path, string normal) =>
        Assert.Equal((PathOutcome.Rewritten, normal), Normalize(path));

    [Fact]
    public void Octets_that_are_not_utf8_are_encoded_as_they_are()
    {
        byte[] destination = new byte[32];

        PathOutcome outcome = RequestPath.Normalize([(byte)'/', 0xFF, 0xC3, (byte)'a'], destination, out int written);

        Assert.Equal((PathOutcome.Rewritten, "/%FF%C3a"), (outcome, Encoding.ASCII.GetString(destination, 0, written)));
    }

    [Theory]
    [InlineData("/a/b/c/./../../g", "/a/g")]
    [InlineData("/mid/content=5/../6", "/mid/6")]
    [InlineData("/.", "/")]
    [InlineData("/a/.", "/a/")]
    [InlineData("/a/..", "/")]
    [InlineData("/a/b/..", "/a/")]
    [InlineData("/./a/./", "/a/")]
    [InlineData("/a//../b", "/a/b")]
    [InlineData("//..", "/")]
    [InlineData("/a/%2E%2e/b", "/b")]
    [InlineData("/a/.%2e", "/")]
    public void Dot_segments_are_removed_also_when_escaped(string path, string normal) =>
        Assert.Equal((PathOutcome.Rewritten, normal), Normalize(path));

    [Theory]
    [InlineData("/..", "/")]
    [InlineData("/../../a", "/a")]
    [InlineData("/a/../../../b/", "/b/")]
    public void Dot_segments_above_the_root_stay_at_the_root(string path, string normal) =>
        Assert.Equal((PathOutcome.Rewritten, normal), Normalize(path));

    [Theory]
    [InlineData("/a/..%2Fb")]
    [InlineData("/a%2F..%2Fb")]
    public void An_escaped_slash_ends_no_segment(string path) => Assert.Equal((PathOutcome.Unchanged, ""), Normalize(path));

    [Theory]
    [InlineData("/a%2Fb", true)]
    [InlineData("/a%2fb", true)]
    [InlineData("/a%252Fb", false)]
    [InlineData("/a/b", false)]
    public void An_escaped_slash_is_found(string path, bool expected)
    {
        Assert.Equal(expected, RequestPath.HasEncodedSlash(path));
        Assert.Equal(expected, RequestPath.HasEncodedSlash(Encoding.ASCII.GetBytes(path)));
    }

    [Theory]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/%zz", "")]
    public void A_configured_path_is_normalised_as_a_request_is(string path, string expected)
    {
        Assert.Equal(expected.Length > 0, RequestPath.TryNormalize(path, out string normal));
        Assert.Equal(expected, normal);
    }

    [Fact]
    public void A_configured_path_that_is_normal_is_the_same_string()
    {
        string path = "/a/" + new string('b', 1_000);

        Assert.True(RequestPath.TryNormalize(path, out string normal));
        Assert.Same(path, normal);
    }

    [Fact]
    public void The_longest_normal_form_takes_all_the_room_there_can_be()
    {
        string path = "/" + new string('\u3042', 100);

        Assert.Equal(RequestPath.NormalLengthMax(path.Length) - 8, Normalize(path).Normal.Length);
    }

    [Fact]
    public void A_destination_that_is_too_short_is_the_callers_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RequestPath.Normalize("/{}", new char[6], out _));

    [Fact]
    public void A_destination_that_just_fits_suffices() =>
        Assert.Equal(PathOutcome.Rewritten, RequestPath.Normalize("/{}", new char[7], out _));

    [Theory]
    [InlineData("/a.b/c.html")]
    [InlineData("/a/%7e/../caf\u00E9")]
    [InlineData("/%zz")]
    public void Normalising_allocates_nothing(string path)
    {
        char[] destination = new char[RequestPath.NormalLengthMax(path.Length)];
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        byte[] byteDestination = new byte[RequestPath.NormalLengthMax(bytes.Length)];

        Assert.Equal(0, Allocations.Of(() => RequestPath.Normalize(path, destination, out _)));
        Assert.Equal(0, Allocations.Of(() => RequestPath.Normalize(bytes, byteDestination, out _)));
    }

    // Both text forms must agree, so every case is a case of both.
    private static (PathOutcome Outcome, string Normal) Normalize(string path)
    {
        char[] destination = new char[RequestPath.NormalLengthMax(path.Length)];
        PathOutcome outcome = RequestPath.Normalize(path, destination, out int written);

        byte[] bytes = Encoding.UTF8.GetBytes(path);
        byte[] byteDestination = new byte[RequestPath.NormalLengthMax(bytes.Length)];
        Assert.Equal(outcome, RequestPath.Normalize(bytes, byteDestination, out int byteWritten));
        Assert.Equal(new string(destination, 0, written), Encoding.ASCII.GetString(byteDestination, 0, byteWritten));

        return (outcome, new string(destination, 0, written));
    }

    private static void AssertRefused(string path) => Assert.Equal((PathOutcome.Refused, ""), Normalize(path));
}
