using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Cli;

/// <summary>What <c>explain</c> has to say of a request.</summary>
internal sealed record ExplainReport
{
    public required PortKey Port { get; init; }

    public required ListenerScheme Scheme { get; init; }

    public required AskedRequest Request { get; init; }

    public required RouteExplanation Explanation { get; init; }

    /// <summary>The explanation's candidates and where their rules are written.</summary>
    public required IReadOnlyList<PlacedCandidate> Candidates { get; init; }

    /// <summary>The candidate that answers; <see langword="null"/> where none does.</summary>
    public PlacedCandidate? Winner => Candidates.FirstOrDefault(static placed => placed.Candidate.Verdict == CandidateVerdict.Selected);

    /// <summary>What the winner's rule does, in words, in the order it is done.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Who may answer for the winner's rule.</summary>
    public IReadOnlyList<ExplainedBackend> Backends { get; init; } = [];

    /// <summary>The rate limits that hold; <see langword="null"/> where none do.</summary>
    public AppliedLimits? Limits { get; init; }

    public static ExplainReport Of(LoadedConfig loaded, PortSnapshot port, AskedRequest request)
    {
        RouteExplanation explanation = port.Table.Explain(request);
        ExplainReport report = new()
        {
            Port = port.Key,
            Scheme = port.Scheme,
            Request = request,
            Explanation = explanation,
            Candidates = [.. explanation.Candidates.Select<RouteCandidate, PlacedCandidate>(candidate => new(candidate, Locate(candidate.Rule, loaded)))],
        };
        RouteResult match = port.Table.Match(request);
        return match.Outcome == MatchOutcome.Matched
            ? report with
            {
                Filters = FilterWords.Of(match.Rule!.Filters, in match, request),
                Backends = BackendsOf(loaded.Snapshot, in match, request),
                Limits = AppliedLimits.Of(loaded.Config, port.Key.Gateway, in match, request),
            }
            : report;
    }

    private static SourceLocation? Locate(CompiledRule rule, LoadedConfig loaded) =>
        loaded.Diagnostics.Sources?.Locate(FieldPath.Of(ExplanationText.RouteOf(rule)).Field("spec").Field("rules").Index(rule.Index));

    private static List<ExplainedBackend> BackendsOf(TrafficSnapshot snapshot, in RouteResult match, AskedRequest request)
    {
        List<ExplainedBackend> backends = [];

        foreach (CompiledBackend backend in match.Rule!.Backends.All)
        {
            BackendSnapshot? target = backend.Id is null ? null : snapshot.Backends.GetValueOrDefault(backend.Id);
            backends.Add(new ExplainedBackend(
                backend.Id,
                backend.Weight,
                target is null ? [] : [.. target.Endpoints.ToArray().Select(static endpoint => endpoint.Authority)],
                FilterWords.Of(backend.Filters, in match, request)));
        }

        return backends;
    }
}

/// <summary>A candidate and where its rule is written.</summary>
internal sealed record PlacedCandidate(RouteCandidate Candidate, SourceLocation? At);

/// <summary>A backend of the rule that answers.</summary>
/// <param name="Id">Its key; <see langword="null"/> where the reference could not be resolved.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Endpoints">Its ready endpoints.</param>
/// <param name="Filters">What is done only for it, in words.</param>
internal sealed record ExplainedBackend(string? Id, int Weight, IReadOnlyList<string> Endpoints, IReadOnlyList<string> Filters);
