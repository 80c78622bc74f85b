using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>Goes the way of <see cref="RouteTable.Match{TRequest}(in TRequest)"/> and writes down what it sees.</summary>
internal sealed class RouteExplainer
{
    private const string EveryHost = "*";

    private readonly List<string> _hostnames = [];
    private readonly List<RouteCandidate> _candidates = [];
    private RouteCandidate? _winner;
    private int _omitted;
    private int _otherPaths;

    public static RouteExplanation Explain<TRequest>(scoped ref TRequest request, HostEntry? entry, CompiledListener[] listeners)
        where TRequest : IHttpRequestView, allows ref struct
    {
        RouteExplainer explainer = new();

        if (entry is { ServesGrpc: true } && GrpcRequest.Is<TRequest, char>(ref request))
        {
            explainer.Walk(ref request, entry, static host => host.Grpc, GrpcCondition.IsGrpcPath(request.Path));
        }

        explainer.Walk(ref request, entry, static host => host.Http, true);
        CompiledListener[] covering = Covering(listeners, Authority.HostOf(request.Host));
        return new RouteExplanation
        {
            Outcome = explainer.OutcomeAt(entry),
            Listeners = covering.ToValueList(),
            OtherListenerCount = listeners.Length - covering.Length,
            Hostnames = explainer._hostnames.ToValueList(),
            Candidates = explainer._candidates.ToValueList(),
            OmittedCount = explainer._omitted,
            OtherPathCount = explainer._otherPaths,
            Winner = explainer._winner,
        };
    }

    private MatchOutcome OutcomeAt(HostEntry? entry) => entry switch
    {
        null => MatchOutcome.NoListener,
        _ when _winner is not null => MatchOutcome.Matched,
        _ => _hostnames.Count > 0 ? MatchOutcome.NoRule : MatchOutcome.NoHost,
    };

    private void Walk<TRequest>(scoped ref TRequest request, HostEntry? entry, Func<HostEntry, HostRoutes?> kind, bool isWellFormed)
        where TRequest : IHttpRequestView, allows ref struct
    {
        for (HostEntry? host = entry; host is not null; host = host.LessSpecific)
        {
            if (kind(host) is not { } routes)
            {
                continue;
            }

            string hostname = host.Hostname.Length == 0 ? EveryHost : host.Hostname;
            List<PathGroup> groups = isWellFormed ? routes.GroupsOf(request.Path) : [];
            _otherPaths += routes.CandidateCount - groups.Sum(static group => group.Candidates.Length);

            // gRPC and other routes of one hostname are tried one after the other.
            if (!_hostnames.Contains(hostname))
            {
                _hostnames.Add(hostname);
            }

            foreach (PathGroup group in groups)
            {
                Judge(ref request, hostname, group);
            }
        }
    }

    private void Judge<TRequest>(scoped ref TRequest request, string hostname, PathGroup group)
        where TRequest : IHttpRequestView, allows ref struct
    {
        foreach (Candidate candidate in group.Candidates.Span)
        {
            (CandidateVerdict verdict, string reason) = _winner is null
                ? Verdict(ref request, candidate.Conditions)
                : (CandidateVerdict.NotReached, "not reached: an earlier rule won");

            // The winner is listed, however far down the list it stands.
            if (_candidates.Count >= Limits.ExplainedCandidatesMax && verdict != CandidateVerdict.Selected)
            {
                _omitted++;
                continue;
            }

            _candidates.Add(new RouteCandidate
            {
                Position = _candidates.Count + _omitted + 1,
                Rule = candidate.Rule,
                Hostname = hostname,
                PathType = group.Type,
                Path = group.Path,
                Verdict = verdict,
                Reason = reason,
            });
            _winner = verdict == CandidateVerdict.Selected ? _candidates[^1] : _winner;
        }
    }

    private static (CandidateVerdict Verdict, string Reason) Verdict<TRequest>(scoped ref TRequest request, ConditionSet? conditions)
        where TRequest : IHttpRequestView, allows ref struct
    {
        int refusal = conditions?.FirstRefusal(ref request, request.Path) ?? ConditionSet.NoRefusal;
        return refusal == ConditionSet.NoRefusal
            ? (CandidateVerdict.Selected, ConditionWords.Held(conditions))
            : (CandidateVerdict.Refused, ConditionWords.Refusal(ref request, conditions!, refusal));
    }

    private static CompiledListener[] Covering(CompiledListener[] listeners, ReadOnlySpan<char> host)
    {
        List<(HostnamePattern? Hostname, CompiledListener Listener)> covering = [];

        foreach (CompiledListener listener in listeners)
        {
            HostnamePattern? hostname = listener.Hostname is null ? null : HostnamePattern.Parse(listener.Hostname);

            if (hostname is null || (host.Length <= HostnamePattern.LengthMax && hostname.Matches(host)))
            {
                covering.Add((hostname, listener));
            }
        }

        covering.Sort(static (left, right) => HostnamePattern.CompareSpecificity(right.Hostname, left.Hostname));
        return [.. covering.Select(static pair => pair.Listener)];
    }
}
