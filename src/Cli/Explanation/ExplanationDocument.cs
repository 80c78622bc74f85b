using System.Text.Json.Nodes;
using Gatehouse.Routing;

namespace Gatehouse.Cli;

/// <summary>An explanation for programs.</summary>
internal static class ExplanationDocument
{
    public static JsonObject Of(ExplainReport report)
    {
        RouteExplanation explanation = report.Explanation;
        return new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["method"] = report.Request.Method,
                ["host"] = report.Request.Host,
                ["path"] = report.Request.Path,
                ["query"] = report.Request.Query,
            },
            ["gateway"] = report.Port.Gateway,
            ["port"] = report.Port.Port,
            ["listeners"] = new JsonArray([.. explanation.Listeners.Select<CompiledListener, JsonNode>(Of)]),
            ["otherListeners"] = explanation.OtherListenerCount,
            ["hostnames"] = Texts(explanation.Hostnames),
            ["candidates"] = new JsonArray([.. report.Candidates.Select(Of)]),
            ["omittedCandidates"] = explanation.OmittedCount,
            ["otherPaths"] = explanation.OtherPathCount,
            ["outcome"] = explanation.Outcome.ToString(),
            ["answer"] = report.Winner is { } winner ? Answer(report, winner) : null,
        };
    }

    /// <summary>The same for a request that is refused before any rule is asked.</summary>
    public static JsonObject BadPath() => new() { ["outcome"] = "BadPath", ["answer"] = null };

    private static JsonObject Of(CompiledListener listener) => new() { ["name"] = listener.Name, ["hostname"] = listener.Hostname };

    private static JsonObject Of(PlacedCandidate placed)
    {
        JsonObject candidate = Rule(placed);
        candidate["position"] = placed.Candidate.Position;
        candidate["hostname"] = placed.Candidate.Hostname;
        candidate["pathType"] = placed.Candidate.PathType.ToString();
        candidate["path"] = placed.Candidate.Path;
        candidate["verdict"] = placed.Candidate.Verdict.ToString();
        candidate["reason"] = placed.Candidate.Reason;
        return candidate;
    }

    private static JsonObject Answer(ExplainReport report, PlacedCandidate winner)
    {
        JsonObject answer = Rule(winner);
        answer["limits"] = report.Limits is null ? null : LimitWords.Document(report.Limits);
        answer["filters"] = Texts(report.Filters);
        answer["backends"] = new JsonArray([.. report.Backends.Select(static JsonNode (backend) => new JsonObject
        {
            ["id"] = backend.Id,
            ["weight"] = backend.Weight,
            ["endpoints"] = Texts(backend.Endpoints),
            ["filters"] = Texts(backend.Filters),
        })]);
        return answer;
    }

    private static JsonObject Rule(PlacedCandidate placed) => new()
    {
        ["kind"] = placed.Candidate.Rule.Kind == RouteKind.Grpc ? "GRPCRoute" : "HTTPRoute",
        ["route"] = placed.Candidate.Rule.RouteName,
        ["rule"] = placed.Candidate.Rule.Index,
        ["ruleName"] = placed.Candidate.Rule.Name,
        ["file"] = placed.At?.File,
        ["line"] = placed.At?.Line,
        ["column"] = placed.At?.Column,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => JsonValue.Create(text))]);
}
