using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests;

public class TraceParentTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";
    private const string Good = $"00-{Trace}-{Span}-01";

    [Theory]
    [InlineData(Good, Good)]
    [InlineData($"00-{Trace}-{Span}-00", $"00-{Trace}-{Span}-00")]
    [InlineData($"00-{Trace}-{Span}-03", $"00-{Trace}-{Span}-03")]
    [InlineData($"00-{Trace}-{Span}-ff", $"00-{Trace}-{Span}-03")]
    [InlineData($"00-{Trace}-{Span}-0c", $"00-{Trace}-{Span}-00")]
    [InlineData($"01-{Trace}-{Span}-01", Good)]
    [InlineData($"cc-{Trace}-{Span}-01", Good)]
    [InlineData($"fe-{Trace}-{Span}-01-", Good)]
    [InlineData($"cc-{Trace}-{Span}-01-what-will-be", Good)]
    public void A_valid_one_goes_on_in_version_00(string text, string sent)
    {
        Assert.True(TraceParent.TryParse(text, out TraceParent parent));
        Assert.Equal(sent, parent.ToString());
        Assert.Equal(text == sent, parent.IsTextOf(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData($"ff-{Trace}-{Span}-01")]
    [InlineData($"00-{Trace}-{Span}-01-")]
    [InlineData($"00-{Trace}-{Span}-01-extra")]
    [InlineData($"00-{Trace}-{Span}-01.")]
    [InlineData($"cc-{Trace}-{Span}-01.extra")]
    [InlineData($"cc-{Trace}-{Span}-011")]
    [InlineData($"00-{Trace}-{Span}-1")]
    [InlineData($"00-{Trace}-{Span}-0G")]
    [InlineData($"0-{Trace}-{Span}-01")]
    [InlineData($"000-{Trace}-{Span}-01")]
    [InlineData($".0-{Trace}-{Span}-01")]
    [InlineData($"CC-{Trace}-{Span}-01")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData($"00-{Trace}-0000000000000000-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData($"00-{Trace}-00F067AA0BA902B7-01")]
    [InlineData($"00-{Trace}-{Span}-0A")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e47366-00f067aa0ba902b7-01")]
    [InlineData("00-.bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData($"00-{Trace}-00f067aa0ba902b-01")]
    [InlineData($"00-{Trace}_{Span}-01")]
    [InlineData($"{Good},{Good}")]
    public void An_invalid_one_is_none(string text)
    {
        Assert.False(TraceParent.TryParse(text, out TraceParent parent));
        Assert.False(parent.IsPresent);
    }

    [Fact]
    public void Reading_allocates_nothing() => Assert.Equal(0, Allocations.Of(() => Assert.True(TraceParent.TryParse(Good, out _))));
}
