using System.Numerics;
using System.Text.RegularExpressions;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>The compiled routes of one hostname. Immutable; shared by every hostname and table that has the same routes.</summary>
internal sealed partial class HostRoutes
{
    private readonly PathSlots _paths;
    private readonly Candidate[] _candidates;
    private readonly RegexPath[] _regexes;

    // Two a slot, Exact then PathPrefix; null where no path of the hostname is crowded.
    private readonly SelectiveIndex?[]? _indexes;

    public HostRoutes(PathSlots paths, Candidate[] candidates, RegexPath[] regexes, SelectiveIndex?[]? indexes)
    {
        _paths = paths;
        _candidates = candidates;
        _regexes = regexes;
        _indexes = indexes;
    }

    /// <summary>Finds the rule that takes precedence: Exact, then RegularExpression, then the prefixes from the longest.</summary>
    public CompiledRule? Find<TRequest, TText, TObserver>(
        scoped ref TRequest request,
        ReadOnlySpan<TText> path,
        ref TObserver observer,
        out int matchedPathLength)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
        where TObserver : IMatchObserver
    {
        matchedPathLength = path.Length;
        int slot = _paths.Whole(path);

        if (slot != PathSlots.None
            && _paths[slot].ExactCount > 0
            && Exact(slot).First(ref request, path, ref observer) is { } exact)
        {
            return exact;
        }

        if (_regexes.Length > 0 && FindByRegex(ref request, path, ref observer) is { } expressed)
        {
            return expressed;
        }

        if (slot == PathSlots.None)
        {
            slot = _paths.LongestPrefix(path);
        }
        else if (_paths[slot].PrefixCount == 0)
        {
            slot = _paths[slot].Shorter;
        }

        for (; slot != PathSlots.None; slot = _paths[slot].Shorter)
        {
            ref readonly PathSlot prefix = ref _paths[slot];
            CompiledRule? rule = prefix.PrefixRule;

            if (rule is not null)
            {
                observer.Visit(rule, null);
            }
            else
            {
                rule = Prefix(slot).First(ref request, path, ref observer);
            }

            if (rule is not null)
            {
                matchedPathLength = prefix.TextLength;
                return rule;
            }
        }

        return null;
    }

    private CandidateGroup Exact(int slot) =>
        new(_candidates.AsSpan(_paths[slot].First, _paths[slot].ExactCount), _indexes?[2 * slot]);

    private CandidateGroup Prefix(int slot)
    {
        ref readonly PathSlot path = ref _paths[slot];
        return new(_candidates.AsSpan(path.First + path.ExactCount, path.PrefixCount), _indexes?[(2 * slot) + 1]);
    }

    private CompiledRule? FindByRegex<TRequest, TText, TObserver>(
        scoped ref TRequest request,
        ReadOnlySpan<TText> path,
        ref TObserver observer)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
        where TObserver : IMatchObserver
    {
        foreach (RegexPath regex in _regexes)
        {
            observer.Visit(regex.Candidate.Rule, regex.Candidate.Conditions);

            if (regex.MayMatch(path)
                && (regex.Candidate.Conditions is null || regex.Candidate.Conditions.Hold(ref request, path))
                && ValueTest.IsMatch(regex.Pattern, path))
            {
                return regex.Candidate.Rule;
            }
        }

        return null;
    }
}

/// <summary>A rule found by a regular expression on the path.</summary>
/// <param name="Pattern">The expression, anchored at both ends.</param>
/// <param name="Literal">ASCII text that every matching path begins with; may be empty.</param>
/// <param name="Candidate">The rule and what else it asks for.</param>
internal sealed record RegexPath(Regex Pattern, byte[] Literal, Candidate Candidate)
{
    public bool MayMatch<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged =>
        path.Length >= Literal.Length && path[..Literal.Length].EqualsAscii(Literal);
}
