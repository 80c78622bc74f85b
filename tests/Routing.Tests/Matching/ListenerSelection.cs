namespace Gatehouse.Routing.Tests.Matching;

// Which listener serves a host (Gateway API, Listener.hostname; GatewayHTTPListenerIsolation).
public abstract partial class RouteMatchingContract<TMatcher>
{
    // The listeners and routes of the conformance test GatewayHTTPListenerIsolation.
    private static readonly RouteListener[] Isolation =
    [
        Listener("empty-hostname", null, Route("attaches-to-empty", "", Rule(Prefix("/empty-hostname")))),
        Listener("wildcard-example-com", "*.example.com", Route("attaches-to-wildcard-example-com", "", Rule(Prefix("/wildcard-example-com")))),
        Listener("wildcard-foo-example-com", "*.foo.example.com", Route("attaches-to-wildcard-foo-example-com", "", Rule(Prefix("/wildcard-foo-example-com")))),
        Listener("abc-foo-example-com", "abc.foo.example.com", Route("attaches-to-abc-foo-example-com", "", Rule(Prefix("/abc-foo-example-com")))),
    ];

    [Theory]
    [InlineData("bar.com/empty-hostname", "empty-hostname attaches-to-empty#0")]
    [InlineData("bar.com/wildcard-example-com", "empty-hostname NoRule")]
    [InlineData("bar.com/foo-wildcard-example-com", "empty-hostname NoRule")]
    [InlineData("bar.com/abc-foo-example-com", "empty-hostname NoRule")]
    [InlineData("bar.example.com/wildcard-example-com", "wildcard-example-com attaches-to-wildcard-example-com#0")]
    [InlineData("bar.example.com/empty-hostname", "wildcard-example-com NoRule")]
    [InlineData("bar.example.com/wildcard-foo-example-com", "wildcard-example-com NoRule")]
    [InlineData("bar.example.com/abc-foo-example-com", "wildcard-example-com NoRule")]
    [InlineData("bar.foo.example.com/wildcard-foo-example-com", "wildcard-foo-example-com attaches-to-wildcard-foo-example-com#0")]
    [InlineData("bar.foo.example.com/wildcard-example-com", "wildcard-foo-example-com NoRule")]
    [InlineData("bar.foo.example.com/empty-hostname", "wildcard-foo-example-com NoRule")]
    [InlineData("bar.foo.example.com/abc-foo-example-com", "wildcard-foo-example-com NoRule")]
    [InlineData("abc.foo.example.com/abc-foo-example-com", "abc-foo-example-com attaches-to-abc-foo-example-com#0")]
    [InlineData("abc.foo.example.com/wildcard-foo-example-com", "abc-foo-example-com NoRule")]
    [InlineData("abc.foo.example.com/wildcard-example-com", "abc-foo-example-com NoRule")]
    [InlineData("abc.foo.example.com/empty-hostname", "abc-foo-example-com NoRule")]
    [InlineData("x.abc.foo.example.com/wildcard-foo-example-com", "wildcard-foo-example-com attaches-to-wildcard-foo-example-com#0")]
    [InlineData("foo.example.com/wildcard-example-com", "wildcard-example-com attaches-to-wildcard-example-com#0")]
    [InlineData("example.com/empty-hostname", "empty-hostname attaches-to-empty#0")]
    public void Only_the_routes_of_the_most_specific_listener_are_seen(string target, string expected) =>
        AssertSelects(expected, Isolation, target);

    private static readonly RouteListener[] OneName = [Listener("exact", "example.com", Route("r", "", Rule()))];

    [Theory]
    [InlineData("example.com/")]
    [InlineData("EXAMPLE.com/")]
    [InlineData("Example.Com:8080/")]
    [InlineData("example.com./")]
    [InlineData("example.com.:443/")]
    [InlineData("example.com:/")]
    public void Case_port_and_one_trailing_dot_do_not_matter(string target) => AssertSelects("exact r#0", OneName, target);

    [Theory]
    [InlineData("example.com../")]
    [InlineData("a.example.com/")]
    [InlineData("example.co/")]
    [InlineData("xexample.com/")]
    [InlineData("example.org/")]
    [InlineData("com/")]
    [InlineData("/")]
    [InlineData(":80/")]
    [InlineData("./")]
    [InlineData("[::1]:80/")]
    [InlineData("*.example.com/")]
    [InlineData("example.com:x/")]
    [InlineData("example.com:80:80/")]
    [InlineData("example.com:80./")]
    public void A_host_that_no_listener_serves_has_no_listener(string target) => AssertSelects("NoListener", OneName, target);

    [Fact]
    public void Letters_outside_ASCII_have_no_case() =>
        AssertSelects("NoListener", [Listener("exact", "kay.example", Route("r", "", Rule()))], "\u212Aay.example/");

    private static readonly RouteListener[] OneWildcard = [Listener("wild", "*.example.com", Route("r", "", Rule()))];

    [Theory]
    [InlineData("a.example.com/", "wild r#0")]
    [InlineData("a.b.example.com/", "wild r#0")]
    [InlineData("A.EXAMPLE.COM:80/", "wild r#0")]
    [InlineData("a.example.com./", "wild r#0")]
    [InlineData("-.example.com/", "wild r#0")]
    [InlineData("example.com/", "NoListener")]
    [InlineData(".example.com/", "NoListener")]
    [InlineData("aexample.com/", "NoListener")]
    [InlineData("a.example.com.org/", "NoListener")]
    public void A_wildcard_needs_something_in_front_and_takes_several_labels(string target, string expected) =>
        AssertSelects(expected, OneWildcard, target);

    private static readonly RouteListener[] AnyHost = [Listener("any", null, Route("r", "", Rule()))];

    [Theory]
    [InlineData("/")]
    [InlineData(":80/")]
    [InlineData("./")]
    [InlineData("[::1]:80/")]
    [InlineData("[::1]/")]
    [InlineData("127.0.0.1:80/")]
    [InlineData("example.com/")]
    public void A_listener_without_a_hostname_serves_every_host(string target) => AssertSelects("any r#0", AnyHost, target);

    [Fact]
    public void A_bracketed_literal_keeps_its_colons_and_loses_its_port() =>
        AssertSelects("any NoHost", [Listener("any", null, Route("r", "example.com", Rule()))], "[::1]:80/");

    [Theory]
    [InlineData(241, "wild r#0")]
    [InlineData(242, "NoListener")]
    public void A_host_longer_than_253_characters_matches_no_hostname(int prefixLength, string expected) =>
        AssertSelects(expected, OneWildcard, $"{new string('a', prefixLength)}.example.com/");

    [Fact]
    public void A_host_longer_than_253_characters_is_served_where_no_hostname_is_asked_for() =>
        AssertSelects("any r#0", AnyHost, $"{new string('a', 300)}.example.com/");

    [Fact]
    public void Port_and_trailing_dot_do_not_count_for_the_253_characters() =>
        AssertSelects("wild r#0", OneWildcard, $"{new string('a', 241)}.example.com.:65535/");

    [Fact]
    public void Without_listeners_there_is_no_listener() => AssertSelects("NoListener", (RouteListener[])[], "example.com/");

    [Theory]
    [InlineData("a.b.example.com/", "longer b#0")]
    [InlineData("b.example.com/", "shorter a#0")]
    [InlineData("c.example.com/", "shorter a#0")]
    public void Of_two_wildcards_the_longer_one_wins(string target, string expected) => AssertSelects(
        expected,
        [Listener("shorter", "*.example.com", Route("a", "", Rule())), Listener("longer", "*.b.example.com", Route("b", "", Rule()))],
        target);
}
