namespace Gatehouse.Routing.Tests.Matching;

// How a path is compared (Gateway API, HTTPPathMatch).
public abstract partial class RouteMatchingContract<TMatcher>
{
    // The routes of the conformance test HTTPRouteMatching.
    private static readonly HttpRoute[] PrefixOrHeader =
    [
        Route(
            "matching",
            "",
            Rule(Prefix("/"), Any.Header("version", "one")),
            Rule(Prefix("/v2"), Any.Header("version", "two"))),
    ];

    [Theory]
    [InlineData("h/", "", "matching#0")]
    [InlineData("h/example", "", "matching#0")]
    [InlineData("h/", "version: one", "matching#0")]
    [InlineData("h/v2", "", "matching#1")]
    [InlineData("h/v2/example", "", "matching#1")]
    [InlineData("h/", "version: two", "matching#1")]
    [InlineData("h/v2/", "", "matching#1")]
    [InlineData("h/v2example", "", "matching#0")]
    [InlineData("h/foo/v2/example", "", "matching#0")]
    [InlineData("h/V2", "", "matching#0")]
    public void A_rule_is_the_or_of_its_matches(string target, string header, string expected) =>
        AssertSelects(expected, PrefixOrHeader, target, header.Length == 0 ? [] : [header]);

    [Theory]
    [InlineData("/v2", "h/v2", "r#0")]
    [InlineData("/v2", "h/v2/", "r#0")]
    [InlineData("/v2", "h/v2/x", "r#0")]
    [InlineData("/v2", "h/v2//x", "r#0")]
    [InlineData("/v2", "h/v2//", "r#0")]
    [InlineData("/v2", "h/v2example", "NoRule")]
    [InlineData("/v2", "h/v", "NoRule")]
    [InlineData("/v2", "h/V2", "NoRule")]
    [InlineData("/v2", "h/", "NoRule")]
    [InlineData("/v2", "h//v2", "NoRule")]
    [InlineData("/v2", "h/v2%2Fx", "NoRule")]
    [InlineData("/v2", "h/v2;p=1", "NoRule")]
    [InlineData("/v2/", "h/v2", "r#0")]
    [InlineData("/v2/", "h/v2/", "r#0")]
    [InlineData("/v2/", "h/v2/x", "r#0")]
    [InlineData("/v2/", "h/v2example", "NoRule")]
    [InlineData("/a/b", "h/a/b/c", "r#0")]
    [InlineData("/a/b", "h/a/bc", "NoRule")]
    [InlineData("/a/b", "h/a", "NoRule")]
    [InlineData("/a/b", "h/a//b", "NoRule")]
    [InlineData("/", "h/", "r#0")]
    [InlineData("/", "h//", "r#0")]
    [InlineData("/", "h/x", "r#0")]
    [InlineData("/v2", "h/v2?x=/v3", "r#0")]
    [InlineData("/v2", "h/v3?x=/v2", "NoRule")]
    [InlineData("/%61", "h/a/b", "r#0")]
    [InlineData("/%7Euser", "h/~user", "r#0")]
    [InlineData("/caf%c3%a9", "h/caf%C3%A9/x", "r#0")]
    [InlineData("/a%20b", "h/a%20b", "r#0")]
    [InlineData("/a%20b", "h/a", "NoRule")]
    public void A_prefix_matches_whole_segments(string prefix, string target, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Prefix(prefix)))], target);

    [Theory]
    [InlineData("/two", "h/two", "r#0")]
    [InlineData("/two", "h/two?x=1", "r#0")]
    [InlineData("/two", "h/two/", "NoRule")]
    [InlineData("/two", "h/Two", "NoRule")]
    [InlineData("/two", "h/two/x", "NoRule")]
    [InlineData("/two/", "h/two/", "r#0")]
    [InlineData("/two/", "h/two", "NoRule")]
    [InlineData("/", "h/", "r#0")]
    [InlineData("/", "h/x", "NoRule")]
    [InlineData("/%74wo", "h/two", "r#0")]
    [InlineData("/caf%c3%a9", "h/caf%C3%A9", "r#0")]
    public void An_exact_path_matches_octet_by_octet(string path, string target, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Exact(path)))], target);

    [Theory]
    [InlineData("/v[0-9]", "h/v2", "r#0")]
    [InlineData("/v[0-9]", "h/v2/", "NoRule")]
    [InlineData("/v[0-9]", "h/v22", "NoRule")]
    [InlineData("/v[0-9]", "h/x/v2", "NoRule")]
    [InlineData("/v[0-9]", "h/V2", "NoRule")]
    [InlineData("/(?i)v[0-9]", "h/V2", "r#0")]
    [InlineData("/a|/ab", "h/ab", "r#0")]
    [InlineData("/a|/ab", "h/a", "r#0")]
    [InlineData("/a|/ab", "h/abc", "NoRule")]
    [InlineData(".*", "h/", "r#0")]
    [InlineData("/.*\\.png", "h/x/y.png", "r#0")]
    [InlineData("/.*\\.png", "h/x/y.png?z", "r#0")]
    [InlineData("^/a$", "h/a", "r#0")]
    [InlineData("a", "h/a", "NoRule")]
    public void An_expression_matches_the_whole_path(string expression, string target, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Expression(expression)))], target);

    // The last line's end is not the text's end.
    [Fact]
    public void An_expression_does_not_stop_before_a_newline() =>
        AssertSelects("NoRule", [Route("r", "", Rule(Any.QueryExpression("q", "a$")))], "h/?q=a%0A");

    [Theory]
    [InlineData("h/", 0)]
    [InlineData("h/x", 0)]
    [InlineData("h/v2", 3)]
    [InlineData("h/v2/", 3)]
    [InlineData("h/v2/x", 3)]
    [InlineData("h/v3/", 3)]
    [InlineData("h/v3/x/y", 3)]
    [InlineData("h/exact/", 7)]
    [InlineData("h/regex/123", 10)]
    [InlineData("h/abc/x", 4)]
    public void The_matched_length_is_the_prefix_without_its_trailing_slash_or_the_whole_path(string target, int expected)
    {
        RouteListener listener = Listener(
            "http",
            null,
            Route(
                "r",
                "",
                Rule(Any),
                Rule(Prefix("/v2")),
                Rule(Prefix("/v3/")),
                Rule(Exact("/exact/")),
                Rule(Expression("/regex/[0-9]+")),
                Rule(Prefix("/%61b%63"))));

        Assert.Equal(expected, TMatcher.Match([listener], OracleRequest.Parse(target)).MatchedPathLength);
    }

    [Fact]
    public void A_rule_without_matches_matches_every_path()
    {
        AssertSelects("r#0", [Route("r", "", Rule())], "POST h/x/y?z");
        AssertSelects("r#1", [Route("r", "", Rule(), Rule(Exact("/x")))], "h/x");
    }
}
