using Gatehouse.Testing;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting.Tests;

public class TraceStateTests
{
    private static readonly string Value256 = new('v', 256);
    private static readonly string Key256 = new('k', 256);

    [Theory]
    [InlineData("foo=1")]
    [InlineData("foo=1,bar=2")]
    [InlineData("0foo=1")]
    [InlineData("a-_*/@z09=1")]
    [InlineData("tenant@system=1")]
    [InlineData("foo= 1 2")]
    [InlineData("foo=!\"#$%&'()*+-./:;<>?@[\\]^_`{|}~")]
    [InlineData("foo=1 \t , \t bar=2")]
    [InlineData("foo=1,,bar=2,")]
    [InlineData("foo=1, ,bar=2")]
    [InlineData("foo=1,foo=2")]
    public void A_valid_line_passes_as_it_is(string line) => Assert.Same(line, TraceState.Read(line));

    [Theory]
    [InlineData("")]
    [InlineData(" , ,\t")]
    [InlineData("foo")]
    [InlineData("foo=")]
    [InlineData("=1")]
    [InlineData("Foo=1")]
    [InlineData("_foo=1")]
    [InlineData("@foo=1")]
    [InlineData("foo.bar=1")]
    [InlineData("foo =1")]
    [InlineData("foo=1=2")]
    [InlineData("foo=1\t2")]
    [InlineData("foo=é")]
    [InlineData("foo=1,bar")]
    [InlineData("foo=1;bar=2,B=3")]
    public void A_line_that_breaks_the_grammar_is_dropped_as_a_whole(string line) => Assert.Null(TraceState.Read(line));

    [Fact]
    public void Repeated_fields_are_one_in_their_order()
    {
        Assert.Equal("foo=1,bar=2,baz=3", TraceState.Read(new StringValues(["foo=1,bar=2", "baz=3"])));
        Assert.Equal("foo=1", TraceState.Read(new StringValues(["", "foo=1", ""])));
        Assert.Null(TraceState.Read(new StringValues(["foo=1", "bar"])));
        Assert.Null(TraceState.Read(default));
    }

    [Fact]
    public void Keys_and_values_have_at_most_256_characters()
    {
        Assert.NotNull(TraceState.Read($"{Key256}={Value256}"));
        Assert.Null(TraceState.Read($"{Key256}k=v"));
        Assert.Null(TraceState.Read($"k={Value256}v"));
    }

    [Fact]
    public void Thirty_two_members_of_the_longest_kind_pass_and_a_33rd_does_not()
    {
        string[] lines = [.. Enumerable.Range(0, 32).Select(n => $"{n:00}{Key256[2..]}={Value256}")];
        Assert.Equal(string.Join(',', lines), TraceState.Read(new StringValues(lines)));
        Assert.Null(TraceState.Read(new StringValues([.. lines, "a=1"])));
    }

    [Fact]
    public void Empty_members_do_not_count_but_are_bounded()
    {
        Assert.NotNull(TraceState.Read("a=1" + new string(',', 100)));
        Assert.Null(TraceState.Read("a=1" + new string(',', Limits.TraceStateCharsMax)));
    }

    [Fact]
    public void Our_own_member_goes_first_and_replaces_an_older_one()
    {
        Assert.Equal("gw=7", TraceState.WithOwn("gw", "7", null));
        Assert.Equal("gw=7,a=1,gwx=2", TraceState.WithOwn("gw", "7", "a=1, gw=6,,gwx=2"));
    }

    [Fact]
    public void A_full_list_loses_its_last_member_to_ours()
    {
        string full = string.Join(',', Enumerable.Range(0, 32).Select(n => $"m{n}=1"));
        string sent = TraceState.WithOwn("gw", "7", full);
        Assert.StartsWith("gw=7,m0=1,", sent, StringComparison.Ordinal);
        Assert.EndsWith(",m30=1", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_members_go_first_where_the_whole_is_too_long()
    {
        string @long = $"long={new string('v', 200)}";
        string others = string.Join(',', Enumerable.Range(0, 8).Select(n => $"m{n}={new string('v', 100)}"));

        Assert.Contains(@long, TraceState.WithOwn("gw", "7", $"{@long},a=1"), StringComparison.Ordinal);
        string sent = TraceState.WithOwn("gw", "7", $"{@long},{others}");
        Assert.DoesNotContain("long=", sent, StringComparison.Ordinal);
        Assert.Contains("m7=", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_512_characters_is_never_cut()
    {
        string others = $"a={new string('v', 250)},b={new string('v', 255)}";
        Assert.True(others.Length > 508);
        Assert.Equal($"gw=7,{others}", TraceState.WithOwn("gw", "7", others));
    }

    [Fact]
    public void Reading_one_line_allocates_nothing()
    {
        StringValues line = "foo=1,bar=2 , baz=3";
        Assert.Equal(0, Allocations.Of(() => TraceState.Read(line)));
    }
}
