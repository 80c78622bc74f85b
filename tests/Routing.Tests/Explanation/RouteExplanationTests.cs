using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing.Tests.Explanation;

/// <summary>What an explanation says of each kind of condition, and how much it says at most.</summary>
public sealed class RouteExplanationTests
{
    [Theory]
    [InlineData("GET h/a", "method is GET, not POST")]
    [InlineData("POST h/a", "header x-version is absent")]
    [InlineData("POST h/a", "header x-version is '1', not '2'", "x-version: 1")]
    [InlineData("POST h/a", "header x-version is '2,2', not '2'", "x-version: 2", "x-version: 2")]
    [InlineData("POST h/a", "query tenant is absent", "x-version: 2")]
    [InlineData("POST h/a?Tenant=a", "query tenant is absent", "x-version: 2")]
    [InlineData("POST h/a?tenant=%C3%A4b&tenant=a", "query tenant is 'äb', which does not match '[a-z]'", "x-version: 2")]
    public void The_first_condition_that_does_not_hold_is_the_reason(string target, string reason, params string[] headers) =>
        Assert.Equal(reason, Sole(Conditions, target, headers).Reason);

    [Fact]
    public void A_winner_tells_what_it_asked_for() => Assert.Equal(
        "method is POST, header x-version is '2', query tenant matches '[a-z]'",
        Sole(Conditions, "POST h/a?tenant=a", "x-version: 2").Reason);

    [Fact]
    public void A_winner_by_its_path_alone_says_so() => Assert.Equal("its path is all it asks for", Sole(Rule(Prefix("/a/")), "h/a/b").Reason);

    [Theory]
    [InlineData("h/shop.v1.Carts/Get", "gRPC service is 'shop.v1.Carts', which does not match 'shop[.]v1[.]P.*'")]
    [InlineData("h/shop.v1.Products/Drop", "gRPC method is 'Drop', which does not match '(Get|List)'")]
    [InlineData("h/shop.v1.Products/Get", "gRPC service matches 'shop[.]v1[.]P.*', gRPC method matches '(Get|List)'")]
    public void The_parts_of_a_gRPC_path_are_told_apart(string target, string reason)
    {
        RouteListener listener = Listener("http", null).With(Grpc("rpc", "", GrpcRule(CallExpression("shop[.]v1[.]P.*", "(Get|List)"))));
        RouteExplanation explained = Explain(listener, target, "content-type: application/grpc");

        Assert.Equal(reason, explained.Candidates[0].Reason);
    }

    [Fact]
    public void Candidates_come_in_the_order_of_precedence_with_their_path_and_hostname()
    {
        RouteListener listener = Listener(
            "http",
            null,
            Route("wide", "*.example", Rule(Prefix("/"))),
            Route("narrow", "a.example", Rule(Prefix("/a")), Rule(Expression("/a/.*").Method("PUT")), Rule(Exact("/a/b").Method("PUT")), Rule(Exact("/x"))));

        Assert.Equal(
            [
                "a.example narrow#2 Exact /a/b: Refused",
                "a.example narrow#1 RegularExpression /a/.*: Refused",
                "a.example narrow#0 PathPrefix /a: Selected",
                "*.example wide#0 PathPrefix /: NotReached",
            ],
            Explain(listener, "a.example/a/b").Candidates.Select<RouteCandidate, string>(candidate =>
                $"{candidate.Hostname} {candidate.Rule.RouteName}#{candidate.Rule.Index} {candidate.PathType} {candidate.Path}: {candidate.Verdict}"));
    }

    [Fact]
    public void Hostnames_are_told_in_the_order_they_are_tried()
    {
        RouteListener listener = Listener("http", null, Route("r", "*.example *.b.example a.b.example other.example", Rule(Exact("/x"))));
        RouteExplanation explained = Explain(listener, "a.b.example:80/y");

        Assert.Equal(["a.b.example", "*.b.example", "*.example"], explained.Hostnames);
        Assert.Equal(MatchOutcome.NoRule, explained.Outcome);
        Assert.Equal(3, explained.OtherPathCount);
        Assert.Empty(explained.Candidates);
    }

    [Fact]
    public void Of_several_listeners_the_covering_ones_are_told_and_the_first_owns_the_host()
    {
        RouteTable table = Compile(
            Listener("every", null, Route("r", "", Rule())),
            Listener("wide", "*.example", Route("r", "", Rule())),
            Listener("narrow", "a.example"),
            Listener("other", "b.example"));
        RouteExplanation explained = table.Explain(new CharRequest(OracleRequest.Parse("A.example/")).View);

        Assert.Equal(["narrow", "wide", "every"], explained.Listeners.Select<CompiledListener, string>(listener => listener.Name));
        Assert.Equal(1, explained.OtherListenerCount);
        Assert.Equal(MatchOutcome.NoHost, explained.Outcome);
    }

    [Fact]
    public void A_host_that_no_listener_serves_is_explained()
    {
        RouteExplanation explained = Explain(Listener("http", "a.example"), "b.example/");

        Assert.Equal(MatchOutcome.NoListener, explained.Outcome);
        Assert.Empty(explained.Listeners);
        Assert.Equal(1, explained.OtherListenerCount);
    }

    [Fact]
    public void A_crowded_path_is_told_up_to_a_bound_and_the_winner_always()
    {
        HttpRouteMatch[] matches = [.. Enumerable.Range(0, 300).Select(i => Prefix("/").Header("x-tenant", $"{i}"))];
        RouteExplanation explained = Explain(Listener("http", null, Route("r", "", Rule(matches))), "h/", "x-tenant: 250");

        Assert.Equal(Limits.ExplainedCandidatesMax + 1, explained.Candidates.Count);
        Assert.Same(explained.Winner, explained.Candidates[^1]);
        Assert.Equal("header x-tenant is '250'", explained.Winner?.Reason);
        Assert.Equal(251, explained.Winner?.Position);
        Assert.Equal(300 - explained.Candidates.Count, explained.OmittedCount);
    }

    [Fact]
    public void A_long_value_is_cut_and_controls_are_not_repeated()
    {
        string reason = Sole(Conditions, "POST h/a", $"x-version: \u001b[31m{new string('v', 500)}").Reason;

        Assert.DoesNotContain('\u001b', reason);
        Assert.InRange(reason.Length, Limits.ExplainedValueLengthMax, Limits.ExplainedValueLengthMax + 50);
    }

    private static HttpRouteRule Conditions => Rule(Prefix("/a").Method("POST").Header("X-Version", "2").QueryExpression("tenant", "[a-z]"));

    private static RouteCandidate Sole(HttpRouteRule rule, string target, params string[] headers) =>
        Assert.Single<RouteCandidate>(Explain(Listener("http", null, Route("r", "", rule)), target, headers).Candidates);

    private static RouteExplanation Explain(RouteListener listener, string target, params string[] headers) =>
        Compile(listener).Explain(new CharRequest(OracleRequest.Parse(target, headers)).View);

    private static RouteTable Compile(params RouteListener[] listeners)
    {
        DiagnosticBag diagnostics = new();
        RouteTable table = new RouteCompiler().Compile(listeners, diagnostics);
        Assert.Empty(diagnostics);
        return table;
    }
}
