namespace Gatehouse.Routing.Tests.Matching;

// Effective hostnames are the intersection of the listener's and the route's (Gateway API, HTTPRouteSpec.hostnames).
public abstract partial class RouteMatchingContract<TMatcher>
{
    // The listeners and routes of the conformance test HTTPRouteHostnameIntersection.
    private static readonly HttpRoute SpecificHost =
        Route("specific-host-matches-listener-specific-host", "non.matching.com *.nonmatchingwildcard.io very.specific.com", Rule(Prefix("/s1")));

    private static readonly HttpRoute SpecificHostOnWildcard =
        Route("specific-host-matches-listener-wildcard-host", "non.matching.com wildcard.io foo.wildcard.io bar.wildcard.io foo.bar.wildcard.io", Rule(Prefix("/s2")));

    private static readonly HttpRoute WildcardHost =
        Route("wildcard-host-matches-listener-specific-host", "non.matching.com *.specific.com", Rule(Prefix("/s3")));

    private static readonly HttpRoute WildcardHostOnWildcard =
        Route("wildcard-host-matches-listener-wildcard-host", "*.anotherwildcard.io", Rule(Prefix("/s4")));

    private static readonly RouteListener[] Intersection =
    [
        Listener("listener-1", "very.specific.com", SpecificHost, WildcardHost),
        Listener("listener-2", "*.wildcard.io", SpecificHostOnWildcard, SpecificHost),
        Listener("listener-3", "*.anotherwildcard.io", WildcardHostOnWildcard),
    ];

    [Theory]
    [InlineData("very.specific.com/s1", "listener-1 specific-host-matches-listener-specific-host#0")]
    [InlineData("non.matching.com/s1", "NoListener")]
    [InlineData("foo.nonmatchingwildcard.io/s1", "NoListener")]
    [InlineData("foo.wildcard.io/s1", "listener-2 NoRule")]
    [InlineData("very.specific.com/non-matching-prefix", "listener-1 NoRule")]
    [InlineData("foo.wildcard.io/s2", "listener-2 specific-host-matches-listener-wildcard-host#0")]
    [InlineData("bar.wildcard.io/s2", "listener-2 specific-host-matches-listener-wildcard-host#0")]
    [InlineData("foo.bar.wildcard.io/s2", "listener-2 specific-host-matches-listener-wildcard-host#0")]
    [InlineData("non.matching.com/s2", "NoListener")]
    [InlineData("wildcard.io/s2", "NoListener")]
    [InlineData("baz.wildcard.io/s2", "listener-2 NoHost")]
    [InlineData("very.specific.com/s2", "listener-1 NoRule")]
    [InlineData("foo.wildcard.io/non-matching-prefix", "listener-2 NoRule")]
    [InlineData("very.specific.com/s3", "listener-1 wildcard-host-matches-listener-specific-host#0")]
    [InlineData("foo.specific.com/s3", "NoListener")]
    [InlineData("one.anotherwildcard.io/s4", "listener-3 wildcard-host-matches-listener-wildcard-host#0")]
    [InlineData("one.two.anotherwildcard.io/s4", "listener-3 wildcard-host-matches-listener-wildcard-host#0")]
    [InlineData("anotherwildcard.io/s4", "NoListener")]
    [InlineData("one.anotherwildcard.io/non-matching-prefix", "listener-3 NoRule")]
    public void Only_hostnames_in_the_intersection_count(string target, string expected) => AssertSelects(expected, Intersection, target);

    [Theory]
    [InlineData(null, "", "x.org/", "l r#0")]
    [InlineData(null, "example.com", "example.com/", "l r#0")]
    [InlineData(null, "example.com", "a.example.com/", "l NoHost")]
    [InlineData("example.com", "", "example.com/", "l r#0")]
    [InlineData("example.com", "example.com", "example.com/", "l r#0")]
    [InlineData("example.com", "*.example.com", "example.com/", "l NoHost")]
    [InlineData("*.example.com", "", "a.example.com/", "l r#0")]
    [InlineData("*.example.com", "example.com", "a.example.com/", "l NoHost")]
    [InlineData("*.example.com", "*.example.com", "a.example.com/", "l r#0")]
    [InlineData("*.example.com", "*.b.example.com", "a.b.example.com/", "l r#0")]
    [InlineData("*.example.com", "*.b.example.com", "b.example.com/", "l NoHost")]
    [InlineData("*.b.example.com", "*.example.com", "a.b.example.com/", "l r#0")]
    [InlineData("*.b.example.com", "*.example.com", "a.example.com/", "NoListener")]
    [InlineData("*.b.example.com", "*.com", "a.b.example.com/", "l r#0")]
    [InlineData("*.b.example.com", "*.xb.example.com", "a.b.example.com/", "l NoHost")]
    [InlineData("*.example.com", "*.example.org", "a.example.com/", "l NoHost")]
    [InlineData("*.example.com", "a.example.com c.example.org", "a.example.com/", "l r#0")]
    [InlineData("a.example.com", "*.example.com *.com", "a.example.com/", "l r#0")]
    public void The_more_specific_hostname_is_the_effective_one(string? listener, string route, string target, string expected) =>
        AssertSelects(expected, [Listener("l", listener, Route("r", route, Rule()))], target);

    [Theory]
    [InlineData("very.specific.com/s1", "http longer#0")]
    [InlineData("very.specific.com/s3", "http wild#0")]
    [InlineData("foo.specific.com/s3", "http wild#0")]
    [InlineData("foo.specific.com/s1", "http any#0")]
    public void A_request_falls_through_to_less_specific_hostnames(string target, string expected) => AssertSelects(
        expected,
        [Listener(
            "http",
            null,
            Route("any", "", Rule()),
            Route("wild", "*.specific.com", Rule(Prefix("/s3"))),
            Route("longer", "very.specific.com", Rule(Prefix("/s1"))))],
        target);

    [Theory]
    [InlineData("a.b.example.com/", "exact#0")]
    [InlineData("c.b.example.com/", "longer#0")]
    [InlineData("c.example.com/", "shorter#0")]
    [InlineData("example.com/", "any#0")]
    public void The_hostname_decides_before_the_path(string target, string expected) => AssertSelects(
        expected,
        [
            Route("any", "", Rule(Exact("/").Method("GET"))),
            Route("shorter", "*.example.com", Rule(Exact("/"))),
            Route("longer", "*.b.example.com", Rule(Expression("/.*"))),
            Route("exact", "a.b.example.com", Rule(Prefix("/"))),
        ],
        target);

    [Theory]
    [InlineData("a.example.com/", "r#0")]
    [InlineData("b.example.com/", "other#0")]
    public void A_route_counts_with_its_most_specific_hostname(string target, string expected) => AssertSelects(
        expected,
        [Route("other", "*.example.com", Rule(Exact("/"))), Route("r", "*.com a.example.com", Rule())],
        target);

    [Fact]
    public void Without_routes_a_listener_has_no_host() => AssertSelects("l NoHost", [Listener("l", "example.com")], "example.com/");

    [Fact]
    public void One_route_may_be_attached_to_several_listeners()
    {
        HttpRoute route = Route("r", "a.example.com *.example.org", Rule());
        RouteListener[] listeners = [Listener("com", "*.example.com", route), Listener("org", "x.example.org", route)];

        AssertSelects("com r#0", listeners, "a.example.com/");
        AssertSelects("org r#0", listeners, "x.example.org/");
        AssertSelects("com NoHost", listeners, "b.example.com/");
        AssertSelects("NoListener", listeners, "y.example.org/");
    }
}
