using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Properties.Generators;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Routing;

/// <summary>Generated cases have to be worth their time: properties over requests that nothing matches prove nothing.</summary>
public sealed class GeneratedCases
{
    // Of one seed, so that what is asserted is not a matter of luck.
    private static readonly (RoutingCase Case, OracleRequest Request, OracleAnswer Answer)[] Pairs =
    [
        .. from generated in RoutingCase.Arbitrary.Generator.Sample(150, new Rnd(1, 1), 50)
           from request in (IEnumerable<OracleRequest>)generated.Requests
           select (generated, request, RouteOracle.Match(generated.Listeners, request)),
    ];

    [Fact]
    public void Six_thousand_pairs_are_looked_at() => Assert.Equal(150 * RoutingCase.RequestCount, Pairs.Length);

    [Fact]
    public void At_least_three_in_ten_requests_are_matched() =>
        Assert.True(Count(answer => answer.Outcome == MatchOutcome.Matched) * 10 >= Pairs.Length * 3);

    [Theory]
    [InlineData(MatchOutcome.Matched)]
    [InlineData(MatchOutcome.NoListener)]
    [InlineData(MatchOutcome.NoHost)]
    [InlineData(MatchOutcome.NoRule)]
    public void Every_outcome_occurs_once_in_a_hundred(MatchOutcome outcome) =>
        Assert.True(Count(answer => answer.Outcome == outcome) * 100 >= Pairs.Length);

    [Fact]
    public void GRPCRoutes_are_selected_once_in_twenty() =>
        Assert.True(Count(answer => answer.Kind == RouteKind.Grpc) * 20 >= Pairs.Length);

    [Fact]
    public void Rules_behind_the_first_are_selected_once_in_twenty() =>
        Assert.True(Count(answer => answer.Rule > 0) * 20 >= Pairs.Length);

    // A winner says something about precedence only where somebody else would have won without it.
    [Fact]
    public void Half_of_the_winners_had_a_rival() => Assert.True(
        Pairs.Count(pair => HasRival(pair.Case, pair.Request, pair.Answer.Answer)) * 2
        >= Count(answer => answer.Outcome == MatchOutcome.Matched));

    private static bool HasRival(RoutingCase generated, OracleRequest request, RouteAnswer winner) =>
        winner.Outcome == MatchOutcome.Matched
        && RouteOracle.Match(generated.Listeners.Select<RouteListener, RouteListener>(listener => listener with
        {
            HttpRoutes = [.. listener.HttpRoutes.Select<HttpRoute, HttpRoute>(route => winner.Kind != RouteKind.Http || route.Name != winner.Route
                ? route
                : route with { Rules = [.. route.Rules.Where<HttpRouteRule>((_, index) => index != winner.Rule)] })],
            GrpcRoutes = [.. listener.GrpcRoutes.Select<GrpcRoute, GrpcRoute>(route => winner.Kind != RouteKind.Grpc || route.Name != winner.Route
                ? route
                : route with { Rules = [.. route.Rules.Where<GrpcRouteRule>((_, index) => index != winner.Rule)] })],
        }), request).Answer.Outcome == MatchOutcome.Matched;

    private static int Count(Func<RouteAnswer, bool> counts) => Pairs.Count(pair => counts(pair.Answer.Answer));
}
