using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline.Tests;

public class ContentHashTests
{
    private static readonly HttpRoute First = new()
    {
        Name = "shop/first",
        Hostnames = ["a.example", "b.example"],
        Rules = [new HttpRouteRule { Backends = [Configs.ToGood] }, new HttpRouteRule { Name = "second" }],
    };

    private static readonly HttpRoute Second = new() { Name = "shop/second" };

    private static readonly TrafficConfig Sample = new()
    {
        Ports = [Configs.Port("shop/edge", 80, First, Second) with { Addresses = ["10.0.0.1", "10.0.0.2"] }, Configs.Port("shop/edge", 81)],
        Backends = [Configs.Good, Configs.Empty],
    };

    [Fact]
    public void It_is_64_hexadecimal_digits() => Assert.Matches("^[0-9a-f]{64}$", new ContentHash().Of(Sample));

    [Fact]
    public void The_order_of_ports_listeners_routes_hostnames_and_endpoints_does_not_matter()
    {
        Backend good = Configs.Good with { Endpoints = Reversed(Configs.Good.Endpoints) };
        HttpRoute first = First with { Hostnames = Reversed(First.Hostnames) };
        TrafficConfig shuffled = new()
        {
            Ports = [Configs.Port("shop/edge", 81), Configs.Port("shop/edge", 80, Second, first) with { Addresses = ["10.0.0.2", "10.0.0.1"] }],
            Backends = [Configs.Empty, good],
        };

        Assert.Equal(new ContentHash().Of(Sample), new ContentHash().Of(shuffled));
    }

    [Fact]
    public void The_order_of_certificates_matters_within_a_listener_only()
    {
        ListenerCertificate a1 = Certificate("a", "1"), a2 = Certificate("a", "2"), b = Certificate("b", "1");

        Assert.Equal(HashOf(a1, a2, b), HashOf(b, a1, a2));
        Assert.NotEqual(HashOf(a1, a2, b), HashOf(a2, a1, b));

        static string HashOf(params ReadOnlySpan<ListenerCertificate> certificates) => new ContentHash().Of(
            new TrafficConfig { Ports = [Configs.Port("shop/edge", 443) with { Certificates = ValueList.Create(certificates) }] });

        static ListenerCertificate Certificate(string listener, string text) =>
            new(listener, null, new CertificateKeyPair(new SecretText(text), new SecretText(text)));
    }

    [Fact]
    public void The_order_of_rules_matters()
    {
        TrafficConfig reordered = Sample with
        {
            Ports = [Configs.Port("shop/edge", 80, First with { Rules = Reversed(First.Rules) }, Second) with { Addresses = ["10.0.0.1", "10.0.0.2"] }, Configs.Port("shop/edge", 81)],
        };

        Assert.NotEqual(new ContentHash().Of(Sample), new ContentHash().Of(reordered));
    }

    public static TheoryData<string> Changes => [.. Changed.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_change_of_a_rule_changes_it(string name)
    {
        HttpRouteRule plain = new() { Matches = [new HttpRouteMatch()], Backends = [Configs.ToGood] };
        Assert.NotEqual(new ContentHash().Of(Configs.WithRule(plain)), new ContentHash().Of(Configs.WithRule(Changed[name](plain))));
    }

    private static readonly Dictionary<string, Func<HttpRouteRule, HttpRouteRule>> Changed = new()
    {
        ["name"] = rule => rule with { Name = "" },
        ["path"] = rule => rule with { Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, "/") }] },
        ["method"] = rule => rule with { Matches = [new HttpRouteMatch { Method = "GET" }] },
        ["header"] = rule => rule with { Matches = [new HttpRouteMatch { Headers = [new HeaderMatch("a", "b")] }] },
        ["query"] = rule => rule with { Matches = [new HttpRouteMatch { QueryParams = [new QueryParamMatch("a", "b")] }] },
        ["weight"] = rule => rule with { Backends = [Configs.ToGood with { Weight = 2 }] },
        ["backend filter"] = rule => rule with { Backends = [Configs.ToGood with { Filters = [new UnresolvedFilter("x")] }] },
        ["redirect"] = rule => rule with { Filters = [new RequestRedirect()] },
        ["rewrite"] = rule => rule with { Filters = [new UrlRewrite()] },
        ["request header"] = rule => rule with { Filters = [new RequestHeaderModifier(new HeaderModifier())] },
        ["response header"] = rule => rule with { Filters = [new ResponseHeaderModifier(new HeaderModifier())] },
    };

    [Fact]
    public void A_string_cannot_imitate_a_separator()
    {
        HttpRouteRule one = new() { Matches = [new HttpRouteMatch { Headers = [new HeaderMatch("a", "b 0 ;1:c 1:d")] }] };
        HttpRouteRule two = new() { Matches = [new HttpRouteMatch { Headers = [new HeaderMatch("a", "b"), new HeaderMatch("c", "d")] }] };

        Assert.NotEqual(new ContentHash().Of(Configs.WithRule(one)), new ContentHash().Of(Configs.WithRule(two)));
    }

    private static ValueList<T> Reversed<T>(ValueList<T> items) => items.Reverse().ToValueList();
}
