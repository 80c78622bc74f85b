namespace Gatehouse.Routing.Tests.Matching;

// Headers, query parameters and methods (Gateway API, HTTPHeaderMatch, HTTPQueryParamMatch, HTTPMethod).
public abstract partial class RouteMatchingContract<TMatcher>
{
    [Theory]
    [InlineData("version", "two", "version: two", "r#0")]
    [InlineData("version", "two", "VERSION: two", "r#0")]
    [InlineData("VERSION", "two", "version: two", "r#0")]
    [InlineData("version", "two", "version: Two", "NoRule")]
    [InlineData("version", "two", "version: two2", "NoRule")]
    [InlineData("version", "two", "version: tw", "NoRule")]
    [InlineData("version", "two", "version:", "NoRule")]
    [InlineData("version", "two", "versions: two", "NoRule")]
    [InlineData("version", "two", "x: version", "NoRule")]
    [InlineData("version", "a,b", "version: a,b", "r#0")]
    [InlineData("version", "a, b", "version: a,b", "NoRule")]
    [InlineData("version", "caf\u00e9", "version: caf\u00e9", "r#0")]
    public void A_header_is_compared_without_case_in_its_name_and_with_case_in_its_value(string name, string value, string header, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Any.Header(name, value)))], "h/", header);

    [Theory]
    [InlineData("a,b", "r#0")]
    [InlineData("a", "NoRule")]
    [InlineData("b", "NoRule")]
    [InlineData("b,a", "NoRule")]
    [InlineData("a, b", "NoRule")]
    public void Field_lines_of_one_name_are_joined_by_a_comma(string value, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Any.Header("x-a", value)))], "h/", "X-A: a", "other: 1", "x-a: b");

    [Theory]
    [InlineData("a,b", "r#0")]
    [InlineData("a,.*", "r#0")]
    [InlineData("a", "NoRule")]
    [InlineData("a|b|a,b", "r#0")]
    public void An_expression_sees_joined_field_lines(string value, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Any.HeaderExpression("x-a", value)))], "h/", "x-a: a", "x-a: b");

    [Fact]
    public void An_empty_field_line_counts_when_lines_are_joined() =>
        AssertSelects("r#0", [Route("r", "", Rule(Any.Header("x-a", "a,,b")))], "h/", "x-a: a", "x-a:", "x-a: b");

    [Fact]
    public void An_absent_header_matches_no_expression()
    {
        AssertSelects("NoRule", [Route("r", "", Rule(Any.HeaderExpression("x-a", ".*")))], "h/");
        AssertSelects("r#0", [Route("r", "", Rule(Any.HeaderExpression("x-a", ".*")))], "h/", "x-a:");
    }

    [Theory]
    [InlineData("x-a: 1", "r#0")]
    [InlineData("x-a: 2", "NoRule")]
    public void Of_two_conditions_on_one_header_the_first_counts(string header, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Any.Header("x-a", "1").Header("X-A", "2")))], "h/", header);

    [Fact]
    public void A_second_condition_on_a_header_adds_no_precedence() => AssertSelects(
        "r#1",
        [Route("r", "", Rule(Any.Header("x-a", "1").Header("X-A", "1")), Rule(Any.Header("x-a", "1").Header("x-b", "1")))],
        "h/",
        "x-a: 1",
        "x-b: 1");

    // The rules of the conformance test HTTPRouteHeaderMatching, in an order that precedence has to correct.
    private static readonly HttpRoute[] Headers =
    [
        Route(
            "r",
            "",
            Rule(Any.Header("version", "one")),
            Rule(Any.Header("version", "two")),
            Rule(Any.Header("version", "two").Header("color", "orange")),
            Rule(Any.Header("color", "blue"), Any.Header("color", "green")),
            Rule(Any.Header("color", "red"), Any.Header("color", "yellow"))),
    ];

    [Theory]
    [InlineData("version: one", "", "r#0")]
    [InlineData("version: two", "", "r#1")]
    [InlineData("version: two", "color: orange", "r#2")]
    [InlineData("version: two", "color: blue", "r#1")]
    [InlineData("color: blue", "", "r#3")]
    [InlineData("color: green", "", "r#3")]
    [InlineData("color: red", "", "r#4")]
    [InlineData("color: yellow", "", "r#4")]
    [InlineData("color: purple", "", "NoRule")]
    [InlineData("color: orange", "", "NoRule")]
    [InlineData("version: one", "version: two", "NoRule")]
    public void More_headers_win_and_all_of_a_match_have_to_hold(string first, string second, string expected) =>
        AssertSelects(expected, Headers, "h/", second.Length == 0 ? [first] : [first, second]);

    [Theory]
    [InlineData("h/?animal=whale", "r#0")]
    [InlineData("h/?x&animal=whale&y=1", "r#0")]
    [InlineData("h/?animal=Whale", "NoRule")]
    [InlineData("h/?Animal=whale", "NoRule")]
    [InlineData("h/?animal=whale2", "NoRule")]
    [InlineData("h/?animal", "NoRule")]
    [InlineData("h/?xanimal=whale", "NoRule")]
    [InlineData("h/", "NoRule")]
    [InlineData("h/?animal=dolphin&animal=whale", "NoRule")]
    [InlineData("h/?animal=whale&animal=dolphin", "r#0")]
    [InlineData("h/?&&animal=whale", "r#0")]
    [InlineData("h/?=&=x&animal=whale", "r#0")]
    [InlineData("h/?%61nimal=w%68ale", "r#0")]
    [InlineData("h/?%61nimal=dolphin&animal=whale", "NoRule")]
    [InlineData("h/?animal=whale#f", "NoRule")]
    [InlineData("h/?animal=whale;x=1", "NoRule")]
    public void The_first_value_of_a_query_parameter_counts(string target, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Any.Query("animal", "whale")))], target);

    [Theory]
    [InlineData("a b", "h/?q=a%20b", "r#0")]
    [InlineData("a b", "h/?q=a+b", "NoRule")]
    [InlineData("a+b", "h/?q=a+b", "r#0")]
    [InlineData("a+b", "h/?q=a%2Bb", "r#0")]
    [InlineData("a=b", "h/?q=a=b", "r#0")]
    [InlineData("a&b", "h/?q=a%26b", "r#0")]
    [InlineData("%zz", "h/?q=%zz", "r#0")]
    [InlineData("%", "h/?q=%", "r#0")]
    [InlineData("%4", "h/?q=%4", "r#0")]
    [InlineData("%A", "h/?q=%%41", "r#0")]
    [InlineData("%41", "h/?q=%2541", "r#0")]
    [InlineData("A", "h/?q=%2541", "NoRule")]
    [InlineData("caf\u00e9", "h/?q=caf%C3%A9", "r#0")]
    [InlineData("caf\u00e9", "h/?q=caf%c3%a9", "r#0")]
    [InlineData("caf\u00e9", "h/?q=caf%E9", "NoRule")]
    [InlineData("\U0001F980", "h/?q=%F0%9F%A6%80", "r#0")]
    public void Escapes_in_a_query_are_decoded_where_they_are_escapes(string value, string target, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Any.Query("q", value)))], target);

    [Theory]
    [InlineData("h/?q=12", "r#0")]
    [InlineData("h/?q=%31%32", "r#0")]
    [InlineData("h/?q=12x", "NoRule")]
    [InlineData("h/?q=", "r#0")]
    [InlineData("h/?q", "r#0")]
    [InlineData("h/?p", "NoRule")]
    public void An_expression_matches_the_whole_decoded_value(string target, string expected) =>
        AssertSelects(expected, [Route("r", "", Rule(Any.QueryExpression("q", "[0-9]*")))], target);

    [Theory]
    [InlineData("h/?q=1", "r#0")]
    [InlineData("h/?q=2", "NoRule")]
    [InlineData("h/?Q=2&q=1", "r#1")]
    public void Of_two_conditions_on_one_parameter_the_first_counts(string target, string expected) => AssertSelects(
        expected,
        [Route("r", "", Rule(Any.Query("q", "1").Query("q", "2")), Rule(Any.Query("q", "1").Query("Q", "2")))],
        target);

    // The rules of the conformance test HTTPRouteMethodMatching.
    private static readonly HttpRoute[] Methods =
    [
        Route(
            "r",
            "",
            Rule(Any.Method("POST")),
            Rule(Any.Method("GET")),
            Rule(Prefix("/path1").Method("GET"), Any.Method("PUT").Header("version", "one")),
            Rule(Prefix("/path2").Method("POST").Header("version", "two"))),
    ];

    [Theory]
    [InlineData("POST h/", "", "r#0")]
    [InlineData("GET h/", "", "r#1")]
    [InlineData("HEAD h/", "", "NoRule")]
    [InlineData("get h/", "", "NoRule")]
    [InlineData("GETS h/", "", "NoRule")]
    [InlineData("GET h/path1", "", "r#2")]
    [InlineData("PUT h/", "version: one", "r#2")]
    [InlineData("PUT h/", "version: two", "NoRule")]
    [InlineData("POST h/path2", "version: two", "r#3")]
    [InlineData("POST h/path2", "version: one", "r#0")]
    [InlineData("POST h/path1", "", "r#0")]
    public void A_method_is_compared_with_case(string target, string header, string expected) =>
        AssertSelects(expected, Methods, target, header.Length == 0 ? [] : [header]);
}
