using System.Text;

namespace Gatehouse.Routing;

/// <summary>The side of a hostname's table that an explanation sees: candidates by path, without the shortcuts of a match.</summary>
internal sealed partial class HostRoutes
{
    /// <summary>How many candidates there are, whatever their path.</summary>
    public int CandidateCount => _candidates.Length + _regexes.Length;

    /// <summary>The candidates whose path matches, in the order that <see cref="Find"/> goes through them.</summary>
    public List<PathGroup> GroupsOf(ReadOnlySpan<char> path)
    {
        List<PathGroup> groups = [];
        int slot = _paths.Whole(path);

        if (slot != PathSlots.None)
        {
            groups.Add(new PathGroup(PathMatchType.Exact, TextOf(slot), _candidates.AsMemory(_paths[slot].First, _paths[slot].ExactCount)));
        }

        foreach (RegexPath regex in _regexes)
        {
            if (regex.MayMatch(path) && ValueTest.IsMatch(regex.Pattern, path))
            {
                groups.Add(new PathGroup(PathMatchType.RegularExpression, RegexCompiler.SourceOf(regex.Pattern), new[] { regex.Candidate }));
            }
        }

        slot = slot == PathSlots.None ? _paths.LongestPrefix(path) : slot;

        for (; slot != PathSlots.None; slot = _paths[slot].Shorter)
        {
            int first = _paths[slot].First + _paths[slot].ExactCount;
            string prefix = _paths[slot].TextLength == 0 ? "/" : TextOf(slot);
            groups.Add(new PathGroup(PathMatchType.PathPrefix, prefix, _candidates.AsMemory(first, _paths[slot].PrefixCount)));
        }

        return groups;
    }

    private string TextOf(int slot) => Encoding.ASCII.GetString(_paths.TextOf(slot));
}

/// <summary>The candidates of one path condition, in the order of precedence.</summary>
internal readonly record struct PathGroup(PathMatchType Type, string Path, ReadOnlyMemory<Candidate> Candidates);
