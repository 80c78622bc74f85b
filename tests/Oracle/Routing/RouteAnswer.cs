using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>What a matcher answered, in words that the oracle and a compiled table share.</summary>
/// <param name="Outcome">What became of the search.</param>
/// <param name="Listener">The listener's name.</param>
/// <param name="Kind">The kind of the selected rule's route.</param>
/// <param name="Route">The selected rule's route.</param>
/// <param name="Rule">The selected rule's position in it.</param>
/// <param name="MatchedPathLength">How much of the path the rule's prefix covers.</param>
public sealed record RouteAnswer(
    MatchOutcome Outcome,
    string? Listener = null,
    RouteKind Kind = RouteKind.Http,
    string? Route = null,
    int Rule = 0,
    int MatchedPathLength = 0)
{
    public static RouteAnswer Of(RouteResult result) => new(
        result.Outcome,
        result.Listener?.Name,
        result.Rule?.Kind ?? RouteKind.Http,
        result.Rule?.RouteName,
        result.Rule?.Index ?? 0,
        result.MatchedPathLength);

    /// <summary>As tests write it: <c>listener route#rule</c>, <c>listener NoRule</c> or <c>NoListener</c>.</summary>
    public override string ToString() => Outcome == MatchOutcome.Matched
        ? $"{Listener} {Route}#{Rule}"
        : $"{Listener} {Outcome}".TrimStart();
}

/// <summary>What the oracle answers: also which match of the rule held.</summary>
/// <param name="Answer">What a compiled table has to answer as well.</param>
/// <param name="Match">The match's position in the rule.</param>
public sealed record OracleAnswer(RouteAnswer Answer, int Match = 0);
