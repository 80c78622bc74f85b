using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing.Tests.Compilation;

/// <summary>What is wrong with a configuration is said with its code, its field and what was found, all in one pass.</summary>
public sealed class RouteDiagnosticsTests
{
    public static TheoryData<string, string, HttpRouteMatch> BadMatches => new()
    {
        { "RT1007", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "v2") } },
        { "RT1005", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/" + new string('a', 1_024)) } },
        { "RT1006", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/a//b") } },
        { "RT1006", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/a/./b") } },
        { "RT1006", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/a/..") } },
        { "RT1006", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/a%2fb") } },
        { "RT1006", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/a#b") } },
        { "RT1006", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/a%zz") } },
        { "RT1008", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, "/a(") } },
        { "RT1008", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, "/a)(?:b") } },
        { "RT1008", "headers[0].value", new HttpRouteMatch { Headers = [new HeaderMatch("x", "(?=a)", ValueMatchType.RegularExpression)] } },
        { "RT1008", "path.value", new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, "((a{1000}){1000}){1000}") } },
        { "RT1009", "queryParams[0].value", new HttpRouteMatch { QueryParams = [new QueryParamMatch("q", new string('a', 1_025), ValueMatchType.RegularExpression)] } },
        { "RT1011", "headers[0].name", new HttpRouteMatch { Headers = [new HeaderMatch("x version", "2")] } },
        { "RT1012", "method", new HttpRouteMatch { Method = "get" } },
        { "RT1012", "method", new HttpRouteMatch { Method = "GET IT" } },
        { "RT1013", "headers", new HttpRouteMatch { Headers = [.. Enumerable.Range(0, 17).Select(i => new HeaderMatch($"x{i}", "1"))] } },
        { "RT1014", "queryParams[0].name", new HttpRouteMatch { QueryParams = [new QueryParamMatch("", "1")] } },
        { "RT1022", "headers[0].value", new HttpRouteMatch { Headers = [new HeaderMatch("x", new string('v', 4_097))] } },
    };

    public static TheoryData<string, string, RouteFilter> BadFilters => new()
    {
        { "RT1011", "requestHeaderModifier.set[0].name", new RequestHeaderModifier(new HeaderModifier { Set = [new HeaderValue("a b", "1")] }) },
        { "RT1021", "requestHeaderModifier.remove[0]", new RequestHeaderModifier(new HeaderModifier { Set = [new HeaderValue("x-a", "1")], Remove = ["X-A"] }) },
        { "RT1022", "responseHeaderModifier.add[0].value", new ResponseHeaderModifier(new HeaderModifier { Add = [new HeaderValue("x-a", "1\r\nx-admin: 1")] }) },
        { "RT1023", "requestHeaderModifier.set[0].name", new RequestHeaderModifier(new HeaderModifier { Set = [new HeaderValue("Host", "a")] }) },
        { "RT1018", "requestRedirect.statusCode", new RequestRedirect { StatusCode = 305 } },
        { "RT1019", "requestRedirect.scheme", new RequestRedirect { Scheme = "ftp" } },
        { "RT1004", "requestRedirect.port", new RequestRedirect { Port = 0 } },
        { "RT1001", "requestRedirect.hostname", new RequestRedirect { Hostname = "*.shop.example" } },
        { "RT1001", "urlRewrite.hostname", new UrlRewrite { Hostname = "shop.example:80" } },
        { "RT1007", "urlRewrite.path.replaceFullPath", new UrlRewrite { Path = new PathModifier(PathModifierType.ReplaceFullPath, "v2") } },
        { "RT1020", "urlRewrite.path.type", new UrlRewrite { Path = new PathModifier(PathModifierType.ReplacePrefixMatch, "/v2") } },
    };

    [Theory]
    [MemberData(nameof(BadMatches))]
    public void A_bad_match_is_reported_at_its_field(string id, string field, HttpRouteMatch match)
    {
        Diagnostic found = Assert.Single(Compile(new HttpRouteRule { Matches = [match] }));

        Assert.Equal((id, $"spec.rules[0].matches[0].{field}", "HTTPRoute shop/r"), (found.Id, found.Field, found.ObjectName));
    }

    [Theory]
    [MemberData(nameof(BadFilters))]
    public void A_bad_filter_is_reported_at_its_field(string id, string field, RouteFilter filter)
    {
        HttpRouteMatch exact = new() { Path = new PathMatch(PathMatchType.Exact, "/a") };
        Diagnostic found = Assert.Single(Compile(new HttpRouteRule { Matches = [exact], Filters = [filter] }));

        Assert.Equal((id, $"spec.rules[0].filters[0].{field}"), (found.Id, found.Field));
    }

    [Fact]
    public void Filters_that_exclude_each_other_or_stand_twice_are_reported()
    {
        HttpRouteRule exclusive = new() { Filters = [new RequestRedirect(), new UrlRewrite { Hostname = "a.example" }] };
        HttpRouteRule repeated = new() { Filters = [new UrlRewrite { Hostname = "a.example" }, new UrlRewrite { Hostname = "b.example" }] };

        Assert.Equal(["RT1017 spec.rules[0].filters", "RT1016 spec.rules[1].filters[1]"], Lines(Compile(exclusive, repeated)));
    }

    [Fact]
    public void Weights_and_their_number_are_bounded()
    {
        HttpRouteRule negative = new() { Backends = [new BackendRef { Id = "a", Weight = -1 }, new BackendRef { Id = "b", Weight = 1_000_001 }] };
        HttpRouteRule many = new() { Backends = [.. Enumerable.Range(0, 1_025).Select(i => new BackendRef { Id = $"b{i}" })] };

        Assert.Equal(
            ["RT1015 spec.rules[0].backendRefs[0].weight", "RT1015 spec.rules[0].backendRefs[1].weight", "RT1026 spec.rules[1].backendRefs"],
            Lines(Compile(negative, many)));
    }

    [Fact]
    public void Every_finding_comes_in_one_pass()
    {
        HttpRouteMatch[] bad = [.. BadMatches.Select(row => (HttpRouteMatch)((object[])row)[2])];

        Assert.Equal(bad.Length, Compile([.. bad.Select(match => new HttpRouteRule { Matches = [match] })]).Count);
    }

    [Fact]
    public void A_route_with_an_error_is_left_out_and_the_others_serve()
    {
        HttpRoute broken = new() { Name = "broken", Rules = [new HttpRouteRule { Matches = [new HttpRouteMatch { Method = "get" }] }] };
        HttpRoute sound = new() { Name = "sound", Rules = [new HttpRouteRule()] };
        DiagnosticBag diagnostics = new();

        RouteTable table = new RouteCompiler().Compile([new RouteListener { Name = "l", HttpRoutes = [broken, sound] }], diagnostics);

        Assert.True(diagnostics.HasErrors);
        Assert.Equal("sound", table.Match(new Oracle.CharRequest(Oracle.OracleRequest.Parse("any/")).View).Rule?.RouteName);
    }

    [Fact]
    public void Listeners_with_one_hostname_a_bad_hostname_or_a_bad_port_are_reported()
    {
        DiagnosticBag diagnostics = new();
        new RouteCompiler().Compile(
            [
                new RouteListener { Name = "a", Hostname = "shop.example" },
                new RouteListener { Name = "b", Hostname = "shop.example" },
                new RouteListener { Name = "c", Hostname = "https://shop.example" },
                new RouteListener { Name = "d", Port = 65_536 },
            ],
            diagnostics);

        Assert.Equal(["RT1002 hostname", "RT1001 hostname", "RT1004 port"], Lines(diagnostics));
    }

    [Fact]
    public void Different_routes_of_one_name_are_reported()
    {
        HttpRoute one = new() { Name = "shop/r", Rules = [new HttpRouteRule { Name = "one" }] };
        HttpRoute other = new() { Name = "shop/r", Rules = [new HttpRouteRule { Name = "other" }] };
        DiagnosticBag diagnostics = new();

        new RouteCompiler().Compile([new RouteListener { Name = "l", HttpRoutes = [one, other] }], diagnostics);

        Assert.Equal(["RT1003 metadata.name"], Lines(diagnostics));
    }

    [Fact]
    public void A_bad_hostname_of_a_route_is_reported_at_its_item()
    {
        DiagnosticBag diagnostics = new();
        HttpRoute route = new() { Name = "shop/r", Hostnames = ["ok.example", "Not a host"], Rules = [new HttpRouteRule()] };

        new RouteCompiler().Compile([new RouteListener { Name = "l", HttpRoutes = [route] }], diagnostics);

        Assert.Equal(["RT1001 spec.hostnames[1]"], Lines(diagnostics));
    }

    [Fact]
    public void Regular_expressions_are_bounded_for_each_hostname()
    {
        HttpRouteRule[] rules = [.. Enumerable.Range(0, Limits.RegexesPerHostMax + 1).Select(i => new HttpRouteRule
        {
            Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.RegularExpression, $"/a{i}") }],
        })];

        Assert.Equal(["RT1010 spec.rules"], Lines(Compile(rules)));
        Assert.Empty(Compile(rules[1..]));
    }

    [Fact]
    public void Matches_are_bounded_for_each_hostname()
    {
        HttpRouteMatch[] matches = new HttpRouteMatch[Limits.MatchesPerHostMax + 1];
        Array.Fill(matches, new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/a") });

        Assert.Equal(["RT1025 spec.rules"], Lines(Compile(new HttpRouteRule { Matches = matches.ToValueList() })));
        Assert.Empty(Compile(new HttpRouteRule { Matches = matches[1..].ToValueList() }));
    }

    [Fact]
    public void A_gRPC_match_that_names_nothing_is_reported()
    {
        GrpcRoute route = new()
        {
            Name = "shop/g",
            Rules =
            [
                new GrpcRouteRule { Matches = [new GrpcRouteMatch { Method = new GrpcMethodMatch(null, null) }] },
                new GrpcRouteRule { Matches = [new GrpcRouteMatch { Method = new GrpcMethodMatch("a/b", null) }] },
                new GrpcRouteRule { Matches = [new GrpcRouteMatch { Method = new GrpcMethodMatch(null, null, ValueMatchType.RegularExpression) }] },
            ],
        };
        DiagnosticBag diagnostics = new();

        new RouteCompiler().Compile([new RouteListener { Name = "l", GrpcRoutes = [route] }], diagnostics);

        Assert.Equal(
            ["RT1024 spec.rules[0].matches[0].method", "RT1024 spec.rules[1].matches[0].method", "RT1024 spec.rules[2].matches[0].method"],
            Lines(diagnostics));
    }

    private static DiagnosticBag Compile(params HttpRouteRule[] rules)
    {
        DiagnosticBag diagnostics = new();
        HttpRoute route = new() { Name = "shop/r", Rules = rules.ToValueList() };
        new RouteCompiler().Compile([new RouteListener { Name = "l", HttpRoutes = [route] }], diagnostics);
        return diagnostics;
    }

    private static IEnumerable<string> Lines(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(found => $"{found.Id} {found.Field}");
}
