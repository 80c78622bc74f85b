namespace Gatehouse.Routing.Tests.Filters;

/// <summary>What Gateway API says about URLRewrite, as tables of path → path.</summary>
public abstract class RewriteContract<TFilters>
    where TFilters : IFilters
{
    // The table of HTTPPathModifier.replacePrefixMatch, every row of it, and the rows the text leaves out.
    [Theory]
    [InlineData("/foo/bar", "/foo", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo", "/xyz/", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz/", "/xyz/bar")]
    [InlineData("/foo", "/foo", "/xyz", "/xyz")]
    [InlineData("/foo/", "/foo", "/xyz", "/xyz/")]
    [InlineData("/foo", "/foo/", "/xyz", "/xyz")]
    [InlineData("/foo/", "/foo/", "/xyz/", "/xyz/")]
    [InlineData("/foo", "/foo", "/xyz/", "/xyz")]
    [InlineData("/foo/bar", "/foo", "", "/bar")]
    [InlineData("/foo/", "/foo", "", "/")]
    [InlineData("/foo", "/foo", "", "/")]
    [InlineData("/foo/", "/foo", "/", "/")]
    [InlineData("/foo", "/foo", "/", "/")]
    [InlineData("/foo/bar", "/foo", "/", "/bar")]
    [InlineData("/foo/bar/", "/foo", "/", "/bar/")]
    [InlineData("/foo/bar", "/", "/xyz", "/xyz/foo/bar")]
    [InlineData("/foo/bar", "/", "/", "/foo/bar")]
    [InlineData("/", "/", "/xyz", "/xyz/")]
    [InlineData("/a/b/c/d", "/a/b", "/x/y/z", "/x/y/z/c/d")]
    [InlineData("/a%20b/c%2Fd", "/a%20b", "/x", "/x/c%2Fd")]
    public void A_prefix_is_replaced_without_doubling_a_slash(string path, string prefix, string value, string expected) =>
        Assert.Equal(expected, TFilters.Path(new UrlRewrite { Path = new PathModifier(PathModifierType.ReplacePrefixMatch, value) }, Prefix(prefix), path));

    [Theory]
    [InlineData("/foo/bar", "/", "/xyz", "/xyz")]
    [InlineData("/foo", "/foo", "/xyz/", "/xyz/")]
    [InlineData("/", "/", "/one/two", "/one/two")]
    public void The_full_path_is_replaced_whatever_matched(string path, string prefix, string value, string expected) =>
        Assert.Equal(expected, TFilters.Path(new UrlRewrite { Path = new PathModifier(PathModifierType.ReplaceFullPath, value) }, Prefix(prefix), path));

    [Fact]
    public void The_full_path_is_replaced_on_exact_and_expression_matches()
    {
        UrlRewrite rewrite = new() { Hostname = "one.example.org", Path = new PathModifier(PathModifierType.ReplaceFullPath, "/one") };

        Assert.Equal("/one", TFilters.Path(rewrite, Exact("/a"), "/a"));
        Assert.Equal("/one", TFilters.Path(rewrite, Expression("/a+"), "/aaa"));
    }
}

public sealed class OracleRewrites : RewriteContract<OracleFilters>;

public sealed class CompiledTableRewrites : RewriteContract<CompiledTableFilters>;
