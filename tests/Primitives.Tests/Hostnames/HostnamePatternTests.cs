using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Primitives.Tests.Hostnames;

public class HostnamePatternTests
{
    [Theory]
    [InlineData("shop.example", false)]
    [InlineData("localhost", false)]
    [InlineData("*.shop.example", true)]
    [InlineData("*.example", true)]
    [InlineData("xn--bcher-kva.example", false)]
    [InlineData("1st.example", false)]
    public void A_hostname_may_begin_with_a_wildcard_label(string text, bool isWildcard)
    {
        HostnamePattern pattern = HostnamePattern.Parse(text);

        Assert.Equal((text, isWildcard), (pattern.Value, pattern.IsWildcard));
    }

    [Fact]
    public void A_pattern_is_kept_in_lower_case() => Assert.Equal("*.shop.example", HostnamePattern.Parse("*.Shop.EXAMPLE").Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.*.example")]
    [InlineData("a.*.example")]
    [InlineData("*shop.example")]
    [InlineData(".example")]
    [InlineData("shop..example")]
    [InlineData("shop.example.")]
    [InlineData("-shop.example")]
    [InlineData("shop-.example")]
    [InlineData("sh_op.example")]
    [InlineData("b\u00FCcher.example")]
    [InlineData("shop.example:80")]
    [InlineData("shop example")]
    public void What_is_not_a_hostname_is_refused(string? text) => Assert.False(HostnamePattern.TryParse(text, out _));

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("10.1")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public void An_ip_address_is_refused(string text) => Assert.False(HostnamePattern.TryParse(text, out _));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_label_has_at_most_63_characters(int length, bool expected) =>
        Assert.Equal(expected, HostnamePattern.TryParse(new string('a', length) + ".example", out _));

    [Fact]
    public void A_pattern_has_at_most_253_characters()
    {
        string longest = string.Concat(Enumerable.Repeat("a.", 126)) + "b";

        Assert.True(HostnamePattern.TryParse(longest, out _));
        Assert.False(HostnamePattern.TryParse(longest + "b", out _));
    }

    [Fact]
    public void What_is_no_hostname_is_named_in_the_exception() =>
        Assert.Contains("'*'", Assert.Throws<FormatException>(() => HostnamePattern.Parse("*")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("shop.example", "shop.example", true)]
    [InlineData("shop.example", "SHOP.example", true)]
    [InlineData("shop.example", "a.shop.example", false)]
    [InlineData("shop.example", "", false)]
    [InlineData("*.shop.example", "a.shop.example", true)]
    [InlineData("*.shop.example", "A.b.Shop.Example", true)]
    [InlineData("*.shop.example", "shop.example", false)]
    [InlineData("*.shop.example", ".shop.example", false)]
    [InlineData("*.shop.example", "workshop.example", false)]
    [InlineData("*.shop.example", "", false)]
    public void A_wildcard_matches_one_or_more_labels_in_front(string pattern, string host, bool expected)
    {
        Assert.Equal(expected, HostnamePattern.Parse(pattern).Matches(host));
        Assert.Equal(expected, HostnamePattern.Parse(pattern).Matches(Encoding.ASCII.GetBytes(host)));
    }

    [Theory]
    [InlineData("*.example", "*.shop.example", true)]
    [InlineData("*.example", "shop.example", true)]
    [InlineData("*.example", "*.example", true)]
    [InlineData("*.shop.example", "*.example", false)]
    [InlineData("shop.example", "*.example", false)]
    [InlineData("shop.example", "shop.example", true)]
    public void A_pattern_covers_what_it_matches_all_of(string wide, string narrow, bool expected) =>
        Assert.Equal(expected, HostnamePattern.Parse(wide).Covers(HostnamePattern.Parse(narrow)));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "a.example", "a.example")]
    [InlineData("*.example", null, "*.example")]
    [InlineData("*.example", "a.example", "a.example")]
    [InlineData("very.specific.example", "*.specific.example", "very.specific.example")]
    [InlineData("*.example", "*.a.example", "*.a.example")]
    public void The_more_specific_of_two_that_intersect_is_what_they_share(string? a, string? b, string? expected)
    {
        Assert.True(HostnamePattern.TryIntersect(Pattern(a), Pattern(b), out HostnamePattern? result));
        Assert.Equal(expected, result?.Value);
    }

    [Theory]
    [InlineData("a.example", "b.example")]
    [InlineData("*.a.example", "a.example")]
    [InlineData("*.a.example", "*.b.example")]
    public void Patterns_without_a_common_host_do_not_intersect(string a, string b) =>
        Assert.False(HostnamePattern.TryIntersect(Pattern(a), Pattern(b), out _));

    [Fact]
    public void Exact_is_more_specific_than_wildcard_and_longer_than_shorter_and_every_host_is_least()
    {
        string?[] leastFirst = [null, "*.b", "*.example", "*.shop.example", "b", "a.example"];

        for (int i = 0; i < leastFirst.Length; i++)
        {
            for (int j = 0; j < leastFirst.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), Math.Sign(HostnamePattern.CompareSpecificity(Pattern(leastFirst[i]), Pattern(leastFirst[j]))));
            }
        }
    }

    [Fact]
    public void Patterns_that_differ_in_case_are_equal() =>
        Assert.Equal(HostnamePattern.Parse("A.example"), HostnamePattern.Parse("a.EXAMPLE"));

    [Fact]
    public void Matching_allocates_nothing()
    {
        HostnamePattern pattern = HostnamePattern.Parse("*.shop.example");

        Assert.Equal(0, Allocations.Of(() => pattern.Matches("a.SHOP.example")));
        Assert.Equal(0, Allocations.Of(() => pattern.Matches("a.SHOP.example"u8)));
    }

    private static HostnamePattern? Pattern(string? text) => text is null ? null : HostnamePattern.Parse(text);
}
