using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Cli;

/// <summary>An explanation as plain lines: the request's way from the listener to the backends.</summary>
internal static class ExplanationText
{
    /// <summary>What is said of a request that is refused before any rule is asked.</summary>
    public const string BadPath = "answer: none: the path is not accepted: 400";

    public static IEnumerable<string> Lines(ExplainReport report) =>
    [
        .. Head(report),
        .. report.Candidates.Count == 0 ? [] : report.Candidates.Select(Line).Select(Words.OnOneLine).Prepend("candidates:"),
        .. Remainder(report.Explanation),
        .. Answer(report),
    ];

    /// <summary>The way up to the hostnames: what every request has.</summary>
    public static IEnumerable<string> Head(ExplainReport report)
    {
        AskedRequest request = report.Request;
        string query = request.Query.Length == 0 ? "" : $"?{request.Query}";
        string scheme = report.Scheme == ListenerScheme.Https ? "https" : "http";

        yield return Words.OnOneLine($"request: {request.Method} {scheme}://{request.Host}{request.Path}{query}");
        yield return $"port: {report.Port.Gateway} {report.Port.Port}";
        yield return $"listener: {Listeners(report.Explanation)}";
        yield return $"hostnames: {(report.Explanation.Hostnames.IsEmpty ? "none" : string.Join(", ", report.Explanation.Hostnames))}";
    }

    /// <summary>The way from the winner to the backends, or why there is none.</summary>
    public static IEnumerable<string> Answer(ExplainReport report)
    {
        if (report.Winner is not { } winner)
        {
            yield return $"answer: none: {Miss(report.Explanation.Outcome)}: 404, for gRPC UNIMPLEMENTED";
            yield break;
        }

        yield return $"answer: {RuleOf(winner.Candidate.Rule)}{At(winner)}";

        foreach (string line in report.Limits is null ? [] : LimitWords.Lines(report.Limits))
        {
            yield return Words.OnOneLine($"  {line}");
        }

        foreach (string filter in report.Filters)
        {
            yield return Words.OnOneLine($"  filter: {filter}");
        }

        foreach (string line in Backends(report))
        {
            yield return $"  {line}";
        }
    }

    /// <summary><c>HTTPRoute shop/products</c>, as the manifests name it.</summary>
    public static string RouteOf(CompiledRule rule) => $"{(rule.Kind == RouteKind.Grpc ? "GRPCRoute" : "HTTPRoute")} {rule.RouteName}";

    /// <summary>The route, the rule's position and its name.</summary>
    public static string RuleOf(CompiledRule rule) => $"{RouteOf(rule)} rules[{rule.Index}]{(rule.Name is null ? "" : $" '{rule.Name}'")}";

    public static string WordOf(CandidateVerdict verdict) => verdict switch
    {
        CandidateVerdict.Selected => "selected",
        CandidateVerdict.NotReached => "not reached",
        _ => "refused",
    };

    /// <summary>The reason, where the verdict is said beside it.</summary>
    public static string ReasonOf(RouteCandidate candidate) =>
        candidate.Verdict == CandidateVerdict.NotReached ? "an earlier rule won" : candidate.Reason;

    /// <summary>What is counted instead of listed.</summary>
    public static IEnumerable<string> Remainder(RouteExplanation explanation)
    {
        if (explanation.OmittedCount > 0)
        {
            yield return $"  {Words.Count(explanation.OmittedCount, "more candidate")} of this path not listed";
        }

        if (explanation.OtherPathCount > 0)
        {
            yield return $"other paths: {Words.Count(explanation.OtherPathCount, "match", "matches")} of these hostnames";
        }
    }

    private static string Line(PlacedCandidate placed)
    {
        RouteCandidate candidate = placed.Candidate;
        string head = $"  {candidate.Position}. {WordOf(candidate.Verdict)}: {RuleOf(candidate.Rule)}{At(placed)}";
        return $"{head}: {candidate.PathType} {candidate.Path} on {candidate.Hostname}: {ReasonOf(candidate)}";
    }

    private static string At(PlacedCandidate placed) => placed.At is { } at ? $" at {at}" : "";

    private static string Listeners(RouteExplanation explanation)
    {
        ValueList<CompiledListener> covering = explanation.Listeners;
        string others = explanation.OtherListenerCount == 0
            ? ""
            : $"; {Words.Count(explanation.OtherListenerCount, "other listener")} of the port {(explanation.OtherListenerCount == 1 ? "does" : "do")} not serve the host";
        return covering.IsEmpty
            ? $"none{others}"
            : $"{NameOf(covering[0])}{string.Concat(covering.Skip<CompiledListener>(1).Select(static less => $", more specific than {NameOf(less)}"))}{others}";
    }

    private static string NameOf(CompiledListener listener) => $"{listener.Name} (hostname {listener.Hostname ?? "*"})";

    private static string Miss(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.NoListener => "no listener of the port serves the host",
        MatchOutcome.NoHost => "the listener has no route for the host",
        _ => "no rule matches",
    };

    private static IEnumerable<string> Backends(ExplainReport report)
    {
        // "A redirect filter needs no backend" (Gateway API), and what can not be resolved never gets that far.
        CompiledFilters filters = report.Winner!.Candidate.Rule.Filters;

        if (filters.Redirect is not null || filters.Unresolved is not null)
        {
            return [];
        }

        long total = report.Backends.Sum(static backend => (long)backend.Weight);
        return total == 0
            ? ["backend: none has a weight: answers 500"]
            : report.Backends.SelectMany(backend => Lines(backend, total));
    }

    private static IEnumerable<string> Lines(ExplainedBackend backend, long total)
    {
        string share = $"weight {backend.Weight} of {total}";
        string endpoints = backend switch
        {
            { Id: null } => "the reference does not resolve: answers 500",
            { Endpoints.Count: 0 } => "no endpoint is ready: answers 503",
            _ => string.Join(", ", backend.Endpoints),
        };
        return backend.Filters.Select(static filter => $"  filter: {filter}").Prepend($"backend: {backend.Id ?? "?"} ({share}): {endpoints}");
    }
}
