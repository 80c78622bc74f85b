namespace Gatehouse.Routing.Tests.Matching;

// "Proxy or Load Balancer routing configuration generated from HTTPRoutes MUST prioritize matches based on the
// following criteria, continuing on ties" (Gateway API, HTTPRouteRule.matches).
public abstract partial class RouteMatchingContract<TMatcher>
{
    // The routes of the conformance test HTTPRouteMatchingAcrossRoutes.
    private static readonly HttpRoute[] AcrossRoutes =
    [
        Route("matching-part1", "example.com example.net", Rule(Prefix("/"), Any.Header("version", "one"))),
        Route("matching-part2", "example.com", Rule(Prefix("/v2"), Any.Header("version", "two"))),
    ];

    [Theory]
    [InlineData("example.com/", "", "matching-part1#0")]
    [InlineData("example.com/example", "", "matching-part1#0")]
    [InlineData("example.net/example", "", "matching-part1#0")]
    [InlineData("example.com/example", "version: one", "matching-part1#0")]
    [InlineData("example.com/v2", "", "matching-part2#0")]
    [InlineData("example.net/v2", "", "matching-part1#0")]
    [InlineData("example.com/v2/example", "", "matching-part2#0")]
    [InlineData("example.com/", "version: two", "matching-part2#0")]
    [InlineData("example.net/", "version: two", "matching-part1#0")]
    [InlineData("example.com/v2", "version: one", "matching-part2#0")]
    public void Matches_of_all_routes_of_a_host_compete(string target, string header, string expected) =>
        AssertSelects(expected, AcrossRoutes, target, header.Length == 0 ? [] : [header]);

    // Each rule beats every one before it; each request is matched by the rule asked for and all before it.
    private static readonly HttpRoute[] Criteria =
    [
        Route(
            "r",
            "",
            Rule(Any),
            Rule(Any.Query("q", "1")),
            Rule(Any.Query("q", "1").Query("r", "1").Query("s", "1")),
            Rule(Any.Header("a", "1")),
            Rule(Any.Header("a", "1").Query("q", "1")),
            Rule(Any.Header("a", "1").HeaderExpression("b", "1")),
            Rule(Any.Method("GET")),
            Rule(Prefix("/p")),
            Rule(Prefix("/p").Method("GET")),
            Rule(Prefix("/p/")),
            Rule(Prefix("/p/x")),
            Rule(Expression("/p/x.*")),
            Rule(Expression("/p/.*").Query("q", "1")),
            Rule(Expression("/p/.*").Method("GET")),
            Rule(Exact("/p/x"))),
    ];

    [Theory]
    [InlineData("POST h/", "", "r#0")]
    [InlineData("POST h/?q=1", "", "r#1")]
    [InlineData("POST h/?q=1&r=1&s=1", "", "r#2")]
    [InlineData("POST h/?r=1&s=1", "a: 1", "r#3")]
    [InlineData("POST h/?q=1&r=1&s=1", "a: 1", "r#4")]
    [InlineData("POST h/?q=1&r=1&s=1", "a: 1|b: 1", "r#5")]
    [InlineData("GET h/?q=1&r=1&s=1", "a: 1|b: 1", "r#6")]
    [InlineData("POST h/p?q=1&r=1&s=1", "a: 1|b: 1", "r#9")]
    [InlineData("GET h/p?q=1&r=1&s=1", "a: 1|b: 1", "r#9")]
    [InlineData("POST h/p/y", "a: 1", "r#9")]
    [InlineData("POST h/p/x/y", "a: 1|b: 1", "r#11")]
    [InlineData("POST h/p/y?q=1", "a: 1|b: 1", "r#12")]
    [InlineData("GET h/p/xy?q=1", "a: 1|b: 1", "r#13")]
    [InlineData("GET h/p/x?q=1", "a: 1|b: 1", "r#14")]
    public void Path_method_headers_and_parameters_decide_in_this_order(string target, string headers, string expected) =>
        AssertSelects(expected, Criteria, target, headers.Split('|', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("h/match", "r#1")]
    [InlineData("h/match/", "r#0")]
    [InlineData("h/match/x", "r#0")]
    [InlineData("h/matchx", "NoRule")]
    public void Exact_wins_over_a_prefix_that_matches_the_same_path(string target, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Prefix("/match/")), Rule(Exact("/match")))], target);

    [Theory]
    [InlineData("/v2", "/v2/", "r#1")]
    [InlineData("/v2/", "/v2", "r#0")]
    [InlineData("/v2", "/%762", "r#0")]
    [InlineData("/%762", "/v2/", "r#1")]
    public void Of_two_equal_prefixes_the_longer_text_wins(string first, string second, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Prefix(first)), Rule(Prefix(second)))], "h/v2/x");

    [Fact]
    public void The_longest_prefix_wins_across_routes() => AssertSelects(
        "c#0",
        [Route("a", "", Rule(Prefix("/a"))), Route("c", "", Rule(Prefix("/a/b/c"))), Route("b", "", Rule(Prefix("/a/b").Method("GET").Header("x", "1")))],
        "h/a/b/c/d",
        "x: 1");

    [Theory]
    [InlineData("h/a/b/c", "long#0")]
    [InlineData("h/a/b/d", "short#0")]
    [InlineData("h/x", "NoRule")]
    public void A_longer_prefix_whose_conditions_fail_gives_way_to_a_shorter_one(string target, string expected) => AssertSelects(
        expected,
        [Route("short", "", Rule(Prefix("/a"))), Route("long", "", Rule(Prefix("/a/b/c"))), Route("never", "", Rule(Prefix("/a/b").Header("x", "1")))],
        target);

    [Fact]
    public void Among_expressions_the_length_does_not_count() => AssertSelects(
        "r#0",
        [Route("r", "", Rule(Expression("/.*")), Rule(Expression("/aaa.*")))],
        "h/aaaa");

    private static readonly RouteAge Older = new(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly RouteAge Newer = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_oldest_route_wins_a_tie()
    {
        HttpRoute newer = Route("a", "", Rule()) with { Age = Newer };
        HttpRoute older = Route("b", "", Rule()) with { Age = Older };

        AssertSelects("b#0", [newer, older], "h/");
        AssertSelects("b#0", [older, newer], "h/");
    }

    [Fact]
    public void A_route_without_a_timestamp_is_newer_than_one_with()
    {
        HttpRoute timed = Route("b", "", Rule()) with { Age = Newer };

        AssertSelects("b#0", [Route("a", "", Rule()), timed], "h/");
        AssertSelects("b#0", [timed, Route("a", "", Rule())], "h/");
    }

    [Fact]
    public void Routes_of_files_are_ordered_by_file_and_position()
    {
        HttpRoute first = Route("c", "", Rule()) with { Age = new RouteAge(null, "a.yaml", 2) };
        HttpRoute second = Route("b", "", Rule()) with { Age = new RouteAge(null, "b.yaml", 0) };
        HttpRoute third = Route("a", "", Rule()) with { Age = new RouteAge(null, "b.yaml", 1) };

        AssertSelects("c#0", [third, second, first], "h/");
        AssertSelects("b#0", [third, second], "h/");
    }

    [Theory]
    [InlineData("shop/a", "shop/b")]
    [InlineData("shop/B", "shop/a")]
    [InlineData("a/z", "b/a")]
    [InlineData("shop/a", "shop/a1")]
    public void Of_routes_of_one_age_the_name_decides(string first, string second)
    {
        AssertSelects($"{first}#0", [Route(second, "", Rule()), Route(first, "", Rule())], "h/");
        AssertSelects($"{first}#0", [Route(first, "", Rule()), Route(second, "", Rule())], "h/");
    }

    [Fact]
    public void Of_equal_matches_in_one_route_the_first_rule_wins() =>
        AssertSelects("r#0", [Route("r", "", Rule(Any.Header("a", "1")), Rule(Any.Header("b", "1")))], "h/", "a: 1", "b: 1");

    [Fact]
    public void The_age_decides_only_between_equal_matches() => AssertSelects(
        "new#0",
        [Route("old", "", Rule(Prefix("/a"))) with { Age = Older }, Route("new", "", Rule(Prefix("/a").Query("q", "1"))) with { Age = Newer }],
        "h/a?q=1");
}
