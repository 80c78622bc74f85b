using Gatehouse.Primitives;

namespace Gatehouse.Routing.Tests.Hostile;

/// <summary>What strangers may send: the answer is the one of the rules, and nothing is thrown.</summary>
public abstract class HostileInput<TMatcher>
    where TMatcher : IMatcher
{
    private const int Long = 64 * 1024;

    private static readonly RouteListener[] Paths =
    [
        Listener(
            "l",
            null,
            Route(
                "r",
                "",
                Rule(Prefix("/")),
                Rule(Prefix("/a")),
                Rule(Prefix("/a/a/a/a/a/a/a/a")),
                Rule(Exact("/a/a")),
                Rule(Expression("(/?a+)+b")))),
    ];

    [Theory]
    [InlineData("/", "l r#0")]
    [InlineData("/b", "l r#0")]
    [InlineData("/a", "l r#2")]
    [InlineData("a", "l r#0")]
    [InlineData("/aa", "l r#0")]
    public void Paths_of_64_KiB_are_matched(string repeated, string expected)
    {
        string path = string.Concat(Enumerable.Repeat(repeated, Long / repeated.Length));
        Assert.Equal(expected, Match(Paths, path.StartsWith('/') ? path : $"/{path}"));
    }

    [Fact]
    public void A_prefix_is_found_below_64_KiB_of_segments()
    {
        string deep = string.Concat(Enumerable.Repeat("/a", 500));
        RouteListener[] listeners = [Listener("l", null, Route("r", "", Rule(Prefix("/")), Rule(Prefix(deep)), Rule(Prefix(deep + "/b"))))];

        Assert.Equal("l r#1", Match(listeners, string.Concat(Enumerable.Repeat("/a", Long / 2))));
        Assert.Equal("l r#2", Match(listeners, deep + "/b" + string.Concat(Enumerable.Repeat("/a", Long / 2))));
    }

    [Theory]
    [InlineData(9_999, "l r#0")]
    [InlineData(10_000, "l NoRule")]
    public void A_parameter_is_found_after_10_000_others(int others, string expected)
    {
        // The first of a name counts: the last pair is of no use where one of the others has the name.
        RouteListener[] listeners = [Listener("l", null, Route("r", "", Rule(Any.Query("q", "1"))))];
        string pairs = string.Join("&", Enumerable.Range(0, others).Select(i => i == 9_999 ? "q=0" : $"p{i}={i}"));
        Assert.Equal(expected, Match(listeners, "/", $"{pairs}&q=1"));
    }

    [Theory]
    [InlineData('&')]
    [InlineData('=')]
    [InlineData('%')]
    [InlineData('+')]
    public void A_query_of_one_character_repeated_matches_nothing(char repeated) =>
        Assert.Equal("l NoRule", Match([Listener("l", null, Route("r", "", Rule(Any.Query("q", "1"))))], "/", new string(repeated, Long)));

    [Fact]
    public void A_query_of_64_KiB_of_escapes_is_decoded()
    {
        string value = string.Concat(Enumerable.Repeat("%61", Long / 3));
        RouteListener[] listeners = [Listener("l", null, Route("r", "", Rule(Any.Query("q", new string('a', 100))), Rule(Any.Query("p", "1"))))];

        Assert.Equal("l r#1", Match(listeners, "/", $"q={value}&p=1"));
        Assert.Equal("l r#0", Match(listeners, "/", $"q={value[..300]}&p=1"));
    }

    [Fact]
    public void A_host_of_10_000_labels_is_served_only_without_a_hostname()
    {
        string host = string.Concat(Enumerable.Repeat("a.", 10_000)) + "example.com";
        HttpRoute route = Route("r", "", Rule());

        Assert.Equal("any r#0", Match([Listener("any", null, route), Listener("wild", "*.example.com", route)], "/", host: host));
        Assert.Equal("NoListener", Match([Listener("wild", "*.example.com", route)], "/", host: host));
        Assert.Equal("any NoHost", Match([Listener("any", null, route with { Hostnames = ["*.example.com"] })], "/", host: host));
    }

    [Theory]
    [InlineData("....")]
    [InlineData("::::")]
    [InlineData("[")]
    [InlineData("]:")]
    [InlineData("[::1")]
    [InlineData("*")]
    [InlineData("a b")]
    [InlineData("a\0.example.com\0")]
    public void A_host_that_is_none_matches_no_hostname(string host)
    {
        HttpRoute route = Route("r", "", Rule());

        Assert.Equal("NoListener", Match([Listener("wild", "*.example.com", route), Listener("exact", "example.com", route)], "/", host: host));
        Assert.Equal("any r#0", Match([Listener("any", null, route)], "/", host: host));
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+b")]
    [InlineData("(.*a){20}b")]
    [InlineData("([a-z]+)*[A-Z]")]
    [InlineData("(x+x+)+y")]
    public void Expressions_that_backtrack_without_end_elsewhere_answer_here(string expression)
    {
        RouteListener[] listeners = [Listener("l", null, Route("r", "", Rule(Any), Rule(Any.HeaderExpression("x-a", expression))))];
        string subject = new('a', 8_000);

        Assert.Equal("l r#0", Match(listeners, "/", headers: ("x-a", subject + "!")));
        Assert.Equal(expression == "(a+)+$" ? "l r#1" : "l r#0", Match(listeners, "/", headers: ("x-a", subject)));
    }

    [Theory]
    [InlineData(8_192, "l r#1")]
    [InlineData(8_193, "l r#0")]
    public void An_expression_never_matches_more_than_8192_characters_of_a_header(int length, string expected)
    {
        RouteListener[] listeners = [Listener("l", null, Route("r", "", Rule(Any), Rule(Any.HeaderExpression("x-a", ".*"))))];

        Assert.Equal(expected, Match(listeners, "/", headers: ("x-a", new string('a', length))));
        Assert.Equal(expected, Match(listeners, "/", headers: [("x-a", new string('a', 4_000)), ("X-A", new string('b', length - 4_001))]));
    }

    [Theory]
    [InlineData(8_192, "l r#1")]
    [InlineData(8_193, "l r#0")]
    public void An_expression_never_matches_more_than_8192_characters_of_a_path(int length, string expected) =>
        Assert.Equal(expected, Match([Listener("l", null, Route("r", "", Rule(Any), Rule(Expression("/.*"))))], "/" + new string('a', length - 1)));

    [Theory]
    [InlineData(8_192, "l r#1")]
    [InlineData(8_193, "l r#0")]
    public void An_expression_never_matches_more_than_8192_characters_of_a_parameter(int length, string expected)
    {
        RouteListener[] listeners = [Listener("l", null, Route("r", "", Rule(Any), Rule(Any.QueryExpression("q", "a*"))))];

        Assert.Equal(expected, Match(listeners, "/", $"q={new string('a', length)}"));
        Assert.Equal(expected, Match(listeners, "/", $"q={string.Concat(Enumerable.Repeat("%61", length))}"));
    }

    // Three octets each: what counts is characters, not octets.
    [Fact]
    public void Characters_outside_ASCII_count_once() => Assert.Equal(
        "l r#1",
        Match([Listener("l", null, Route("r", "", Rule(Any), Rule(Any.HeaderExpression("x-a", "\u20AC*"))))], "/", headers: ("x-a", new string('\u20AC', 8_192))));

    [Fact]
    public void Ten_thousand_field_lines_are_joined()
    {
        (string, string)[] lines = [.. Enumerable.Repeat(("x-a", "1"), 10_000)];
        RouteListener[] listeners =
        [
            Listener("l", null, Route("r", "", Rule(Any), Rule(Any.Header("x-a", string.Join(",", Enumerable.Repeat("1", 2_000)))))),
        ];

        Assert.Equal("l r#1", Match(listeners, "/", headers: lines[..2_000]));
        Assert.Equal("l r#0", Match(listeners, "/", headers: lines));
    }

    [Fact]
    public void A_gRPC_path_of_64_KiB_is_matched()
    {
        string service = new('s', Long);
        RouteListener[] listeners = [Listener("l", null).With(Grpc("g", "", GrpcRule(Call("s", null)), GrpcRule(CallExpression("s+", null)), GrpcRule()))];

        Assert.Equal("l g#2", Match(listeners, $"/{service}/m", headers: ("content-type", "application/grpc")));
        Assert.Equal("l g#1", Match(listeners, $"/{service[..8_192]}/m", headers: ("content-type", "application/grpc")));
    }

    private static string Match(RouteListener[] listeners, string path, string query = "", string host = "h", params (string Name, string Value)[] headers) =>
        TMatcher.Match(
            listeners,
            new OracleRequest("GET", host, path, query, headers.Select(line => new FieldLine(line.Name, line.Value)).ToValueList())).ToString();
}

public sealed class OracleSurvivesHostileInput : HostileInput<OracleMatcher>;

public sealed class CompiledTableSurvivesHostileInput : HostileInput<CharMatcher>;

public sealed class CompiledTableSurvivesHostileUtf8Input : HostileInput<Utf8Matcher>;
