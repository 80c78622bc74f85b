using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Properties.Generators;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Routing;

/// <summary>An explanation tells of the match that happens, not of one that its author imagined.</summary>
public sealed class Explanations
{
    private const int Runs = 300;

    [Fact]
    public void The_explained_winner_is_the_rule_that_a_match_selects() => Check.That(RoutingCase.Arbitrary, Runs, generated =>
    {
        RouteTable table = new RouteCompiler().Compile(generated.Listeners, new DiagnosticBag());

        foreach (CharRequest request in generated.Requests.Select<OracleRequest, CharRequest>(asked => new CharRequest(asked)))
        {
            RouteResult result = table.Match(request.View);
            RouteExplanation explained = table.Explain(request.View);

            Assert.Equal(result.Outcome, explained.Outcome);
            Assert.Same(result.Rule, explained.Winner?.Rule);
            Assert.Same(result.Listener, explained.Listeners.IsEmpty ? null : explained.Listeners[0]);
        }
    });

    [Fact]
    public void What_stands_before_the_winner_is_refused_and_what_stands_behind_is_not_reached() => Check.That(RoutingCase.Arbitrary, Runs, generated =>
    {
        RouteTable table = new RouteCompiler().Compile(generated.Listeners, new DiagnosticBag());

        foreach (CharRequest request in generated.Requests.Select<OracleRequest, CharRequest>(asked => new CharRequest(asked)))
        {
            CandidateVerdict[] verdicts = [.. table.Explain(request.View).Candidates.Select<RouteCandidate, CandidateVerdict>(candidate => candidate.Verdict)];
            int winner = Array.IndexOf(verdicts, CandidateVerdict.Selected);

            Assert.All(winner < 0 ? verdicts : verdicts[..winner], verdict => Assert.Equal(CandidateVerdict.Refused, verdict));
            Assert.All(winner < 0 ? [] : verdicts[(winner + 1)..], verdict => Assert.Equal(CandidateVerdict.NotReached, verdict));
        }
    });
}
