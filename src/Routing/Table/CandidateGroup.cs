using System.Numerics;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>A rule that applies where its conditions hold.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Conditions">What is left to test; <see langword="null"/> for nothing.</param>
internal readonly record struct Candidate(CompiledRule Rule, ConditionSet? Conditions);

/// <summary>The candidates of one path of one hostname in the order of precedence: the first that accepts is the answer.</summary>
internal readonly ref struct CandidateGroup(ReadOnlySpan<Candidate> candidates, SelectiveIndex? index)
{
    private readonly ReadOnlySpan<Candidate> _candidates = candidates;

    public CompiledRule? First<TRequest, TText, TObserver>(
        scoped ref TRequest request,
        ReadOnlySpan<TText> path,
        ref TObserver observer)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
        where TObserver : IMatchObserver
    {
        if (index is not null)
        {
            return index.First(_candidates, ref request, path, ref observer);
        }

        foreach (ref readonly Candidate candidate in _candidates)
        {
            observer.Visit(candidate.Rule, candidate.Conditions);

            if (candidate.Conditions is null || candidate.Conditions.Hold(ref request, path))
            {
                return candidate.Rule;
            }
        }

        return null;
    }
}
