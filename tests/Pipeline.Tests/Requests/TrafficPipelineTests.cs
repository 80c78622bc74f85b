using Gatehouse.Primitives;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests;

public class TrafficPipelineTests
{
    private static readonly RequestRedirect ToHttps = new() { Scheme = "https", StatusCode = 301 };
    private static readonly UnresolvedFilter Unresolved = new("acme.dev/Guard shop/guard");

    [Fact]
    public void Default_refuses()
    {
        RequestDecision decision = default;

        Assert.Equal(RequestAction.Refuse, decision.Action);
        Assert.Equal(500, decision.StatusCode);
        Assert.Equal(RequestReason.None, decision.Reason);
    }

    [Fact]
    public void A_backend_with_endpoints_is_forwarded_to()
    {
        RequestDecision decision = Decide(new HttpRouteRule { Backends = [Configs.ToGood] });

        Assert.Equal(RequestAction.Forward, decision.Action);
        Assert.Equal(Configs.Good.Id, decision.Target!.Id);
        Assert.Equal("shop/route", decision.Rule!.RouteName);
    }

    [Fact]
    public void No_rule_is_404()
    {
        HttpRouteRule rule = new() { Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/other") }] };
        Refuses(Decide(rule), 404, RequestReason.NoRule);
    }

    [Fact]
    public void No_backend_is_500() => Refuses(Decide(new HttpRouteRule()), 500, RequestReason.NoBackends);

    [Fact]
    public void Only_weights_of_0_is_500() =>
        Refuses(Decide(new HttpRouteRule { Backends = [Configs.ToGood with { Weight = 0 }] }), 500, RequestReason.NoBackends);

    [Fact]
    public void An_unresolved_reference_is_500() =>
        Refuses(Decide(new HttpRouteRule { Backends = [new BackendRef()] }), 500, RequestReason.UnresolvedBackend);

    [Fact]
    public void An_unknown_backend_is_500() =>
        Refuses(Decide(new HttpRouteRule { Backends = [new BackendRef { Id = "shop/nowhere:80" }] }), 500, RequestReason.UnresolvedBackend);

    [Fact]
    public void A_backend_without_endpoints_is_503() =>
        Refuses(Decide(new HttpRouteRule { Backends = [new BackendRef { Id = Configs.Empty.Id }] }), 503, RequestReason.NoEndpoints);

    [Fact]
    public void A_backend_that_asks_for_TLS_is_not_spoken_to_in_cleartext() =>
        Refuses(Decide(new HttpRouteRule { Backends = [new BackendRef { Id = Configs.Verified.Id }] }), 500, RequestReason.BackendTlsNotServed);

    [Fact]
    public void A_redirect_needs_no_backend()
    {
        RequestDecision decision = Decide(new HttpRouteRule { Filters = [ToHttps] });

        Assert.Equal(RequestAction.Redirect, decision.Action);
        Assert.Equal(301, decision.StatusCode);
    }

    [Fact]
    public void A_redirect_answers_before_a_bad_backend_is_seen() =>
        Assert.Equal(RequestAction.Redirect, Decide(new HttpRouteRule { Filters = [ToHttps], Backends = [new BackendRef()] }).Action);

    [Fact]
    public void An_unresolved_filter_answers_before_a_redirect() =>
        Refuses(Decide(new HttpRouteRule { Filters = [Unresolved, ToHttps] }), 500, RequestReason.UnresolvedFilter);

    [Fact]
    public void An_unresolved_filter_of_the_backend_is_500() =>
        Refuses(Decide(new HttpRouteRule { Backends = [Configs.ToGood with { Filters = [Unresolved] }] }), 500, RequestReason.UnresolvedFilter);

    [Fact]
    public void A_redirect_of_the_backend_answers_before_its_endpoints_are_seen()
    {
        BackendRef empty = new() { Id = Configs.Empty.Id, Filters = [ToHttps] };
        Assert.Equal(RequestAction.Redirect, Decide(new HttpRouteRule { Backends = [empty] }).Action);
    }

    [Fact]
    public void The_roll_picks_by_weight()
    {
        HttpRouteRule rule = new() { Backends = [Configs.ToGood with { Weight = 3 }, new BackendRef { Id = null, Weight = 1 }] };
        PortSnapshot port = Configs.Compile(Configs.WithRule(rule)).Ports[0];
        RandomSource random = new(seed: 7);
        int forwarded = 0;

        for (int i = 0; i < 10_000; i++)
        {
            forwarded += TrafficPipeline.Request(port, new GetRequest("/"), random.Next()).Action == RequestAction.Forward ? 1 : 0;
        }

        Assert.InRange(forwarded, 7_300, 7_700);
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        PortSnapshot port = Configs.Compile(Configs.WithRule(new HttpRouteRule { Backends = [Configs.ToGood] })).Ports[0];
        GetRequest request = new("/products/7");

        Assert.Equal(0, Allocations.Of(() => TrafficPipeline.Request(port, in request, roll: 0)));
    }

    private static RequestDecision Decide(HttpRouteRule rule) =>
        TrafficPipeline.Request(Configs.Compile(Configs.WithRule(rule)).Ports[0], new GetRequest("/products"), roll: 0);

    private static void Refuses(RequestDecision decision, int statusCode, RequestReason reason)
    {
        Assert.Equal(RequestAction.Refuse, decision.Action);
        Assert.Equal((statusCode, reason), (decision.StatusCode, decision.Reason));
    }
}
