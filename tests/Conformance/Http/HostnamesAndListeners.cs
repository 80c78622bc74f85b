namespace Gatehouse.Conformance;

public sealed class HTTPRouteHostnameIntersection(World<HTTPRouteHostnameIntersection> world) : IClassFixture<World<HTTPRouteHostnameIntersection>>
{
    [Theory]
    [InlineData("very.specific.com/s1", "infra/v1")]
    [InlineData("very.specific.com:1234/s1", "infra/v1")]
    [InlineData("VERY.Specific.com/s1", "infra/v1")]
    [InlineData("non.matching.com/s1", "404")]
    [InlineData("foo.nonmatchingwildcard.io/s1", "404")]
    [InlineData("very.specific.com/non-matching-prefix", "404")]
    [InlineData("foo.wildcard.io/s2", "infra/v2")]
    [InlineData("bar.wildcard.io/s2", "infra/v2")]
    [InlineData("foo.bar.wildcard.io/s2", "infra/v2")]
    [InlineData("non.matching.com/s2", "404")]
    [InlineData("wildcard.io/s2", "404")]
    [InlineData("very.specific.com/s2", "404")]
    [InlineData("other.wildcard.io/s2", "404")]
    // The listener's name is the more specific one.
    [InlineData("very.specific.com/s3", "infra/v3")]
    [InlineData("foo.specific.com/s3", "404")]
    [InlineData("non.matching.com/s3", "404")]
    [InlineData("one.anotherwildcard.io/s4", "infra/v1")]
    [InlineData("one.two.three.anotherwildcard.io/s4", "infra/v1")]
    [InlineData("anotherwildcard.io/s4", "404")]
    [InlineData("specific.but.wrong.com/s5", "404")]
    [InlineData("wildcard.io/s5", "404")]
    public Task A_request_reaches(string request, string expected) => world.ExpectAsync(request, expected);

    [Fact]
    public void A_route_with_no_name_in_common_says_so()
    {
        Assert.Contains("Accepted=False/NoMatchingListenerHostname", world.Conditions("infra/nothing-in-common"));
        Assert.Contains("Accepted=True/Accepted", world.Conditions("infra/wildcard-on-exact"));
    }
}

public sealed class HTTPRouteListenerHostnameMatching(World<HTTPRouteListenerHostnameMatching> world) : IClassFixture<World<HTTPRouteListenerHostnameMatching>>
{
    [Theory]
    [InlineData("bar.com/", "infra/v1")]
    [InlineData("foo.bar.com/", "infra/v2")]
    [InlineData("baz.bar.com/", "infra/v3")]
    [InlineData("boo.bar.com/", "infra/v3")]
    [InlineData("multiple.prefixes.bar.com/", "infra/v3")]
    [InlineData("multiple.prefixes.foo.com/", "infra/v3")]
    [InlineData("foo.com/", "404")]
    [InlineData("no.matching.host/", "404")]
    [InlineData("foobar.com/", "404")]
    [InlineData("bar.com./", "infra/v1")]
    public Task A_request_reaches(string request, string expected) => world.ExpectAsync(request, expected);
}

public sealed class GatewayHTTPListenerIsolation(World<GatewayHTTPListenerIsolation> world) : IClassFixture<World<GatewayHTTPListenerIsolation>>
{
    private static readonly (string Host, string Listener)[] Owners =
    [
        ("bar.com", "empty-hostname"),
        ("bar.example.com", "wildcard-example-com"),
        ("bar.foo.example.com", "wildcard-foo-example-com"),
        ("abc.foo.example.com", "abc-foo-example-com"),
    ];

    /// <summary>Every host with every listener's path: only its own listener's may answer.</summary>
    public static TheoryData<string, string, string> Pairs()
    {
        TheoryData<string, string, string> pairs = [];

        foreach (string gateway in new[] { "infra/on-listeners", "infra/on-both" })
        {
            foreach ((string host, string owner) in Owners)
            {
                foreach ((_, string listener) in Owners)
                {
                    pairs.Add(gateway, $"{host}/{listener}", listener == owner ? "infra/v1" : "404");
                }
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task A_host_sees_only_the_routes_of_its_listener(string gateway, string request, string expected) =>
        world.ExpectAsync(request, expected, gateway: gateway);
}

public sealed class HTTPRouteListenerPortMatching(World<HTTPRouteListenerPortMatching> world) : IClassFixture<World<HTTPRouteListenerPortMatching>>
{
    [Theory]
    [InlineData(80, "foo.com/", "infra/v1")]
    [InlineData(8080, "foo.com/", "infra/v2")]
    [InlineData(8080, "foo.com:80/", "infra/v2")]
    [InlineData(8090, "foo.com/", "404")]
    [InlineData(8090, "bar.com/", "infra/v3")]
    [InlineData(80, "bar.com/", "404")]
    public Task A_request_reaches(int port, string request, string expected) => world.ExpectAsync(request, expected, port: port);
}

/// <summary>Its manifests are those of the class above: routes whose parentRef leads nowhere.</summary>
public sealed class HTTPRouteInvalidParentRef(World<HTTPRouteListenerPortMatching> world) : IClassFixture<World<HTTPRouteListenerPortMatching>>
{
    [Theory]
    [InlineData("infra/contradicting")]
    [InlineData("infra/no-such-port")]
    [InlineData("infra/no-such-name")]
    public void A_parent_that_is_not_there_is_not_found(string route) =>
        Assert.Contains("Accepted=False/NoMatchingParent", world.Conditions(route));
}

public sealed class HTTPRouteCrossNamespace(World<HTTPRouteCrossNamespace> world) : IClassFixture<World<HTTPRouteCrossNamespace>>
{
    [Theory]
    [InlineData(80, "example.com/", "web/v1")]
    [InlineData(80, "apps.example/", "web/v1")]
    [InlineData(8080, "example.com/", "404")]
    public Task Only_the_selected_namespace_attaches(int port, string request, string expected) => world.ExpectAsync(request, expected, port: port);

    /// <summary>HTTPRouteInvalidCrossNamespaceParentRef: its references are good all the same.</summary>
    [Fact]
    public void A_namespace_that_is_not_selected_is_told_so()
    {
        Assert.Contains("Accepted=True/Accepted", world.Conditions("web/selected"));
        Assert.Contains("Accepted=False/NotAllowedByListeners", world.Conditions("web/selected", parent: 1));
        Assert.Equal(["Accepted=False/NotAllowedByListeners", "ResolvedRefs=True/ResolvedRefs"], world.Conditions("apps/not-selected"));
    }
}

public sealed class HTTPRouteMultipleGateways(World<HTTPRouteMultipleGateways> world) : IClassFixture<World<HTTPRouteMultipleGateways>>
{
    [Theory]
    [InlineData("infra/first", "/shared", "infra/v1")]
    [InlineData("infra/second", "/shared", "infra/v1")]
    [InlineData("infra/first", "/own", "infra/v2")]
    [InlineData("infra/second", "/own", "infra/v3")]
    [InlineData("infra/first", "/second", "404")]
    [InlineData("infra/second", "/first", "404")]
    public Task Each_Gateway_has_its_own_routes(string gateway, string path, string expected) =>
        world.ExpectAsync($"example.com{path}", expected, gateway: gateway);
}

public sealed class ListenerSetHTTPRouting(World<ListenerSetHTTPRouting> world) : IClassFixture<World<ListenerSetHTTPRouting>>
{
    [Theory]
    [InlineData(80, "gateway.example/", "infra/v1")]
    [InlineData(80, "gateway.example/set", "infra/v1")]
    [InlineData(80, "first.example/set", "infra/v2")]
    [InlineData(80, "first.example/section", "404")]
    [InlineData(80, "first.example/", "404")]
    [InlineData(80, "second.example/set", "404")]
    [InlineData(8080, "second.example/set", "infra/v2")]
    [InlineData(8080, "second.example/section", "infra/v3")]
    [InlineData(8080, "gateway.example/", "404")]
    public Task A_request_reaches(int port, string request, string expected) => world.ExpectAsync(request, expected, port: port);
}

/// <summary>Its manifests are those of the class above.</summary>
public sealed class ListenerSetDualParentRefIndependence(World<ListenerSetHTTPRouting> world) : IClassFixture<World<ListenerSetHTTPRouting>>
{
    [Fact]
    public async Task Each_parent_is_judged_by_itself()
    {
        Assert.Contains("Accepted=False/NoMatchingParent", world.Conditions("infra/wrong-parent"));
        Assert.Contains("Accepted=True/Accepted", world.Conditions("infra/wrong-parent", parent: 1));
        await world.ExpectAsync("first.example/wrong-parent", "infra/v3");
        await world.ExpectAsync("gateway.example/wrong-parent", "infra/v1");
    }
}

public sealed class ListenerSetAllowedRoutesNamespaces(World<ListenerSetAllowedRoutesNamespaces> world) : IClassFixture<World<ListenerSetAllowedRoutesNamespaces>>
{
    [Theory]
    [InlineData("same.example/web", "web/v1")]
    [InlineData("same.example/infra", "404")]
    [InlineData("same.example/apps", "404")]
    [InlineData("all.example/web", "web/v1")]
    [InlineData("all.example/infra", "infra/v1")]
    [InlineData("all.example/apps", "apps/v1")]
    [InlineData("selected.example/web", "404")]
    [InlineData("selected.example/apps", "apps/v1")]
    [InlineData("gateway.example/web", "404")]
    public Task A_set_decides_by_its_own_namespace(string request, string expected) => world.ExpectAsync(request, expected);
}
