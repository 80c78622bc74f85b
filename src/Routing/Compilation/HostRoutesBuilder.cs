using System.Text;

namespace Gatehouse.Routing;

/// <summary>Merges the matches of every route of one hostname into its table, in the order of precedence.</summary>
internal sealed class HostRoutesBuilder(ulong seed)
{
    /// <summary>Up to so many candidates of one path are tested one by one: an index costs a hash per name.</summary>
    public const int LinearMax = 8;

    private readonly List<Candidate> _candidates = [];
    private readonly List<SelectiveIndex?> _indexes = [];

    /// <param name="routes">The routes, older first, then by name.</param>
    public HostRoutes Build(IReadOnlyList<CompiledRoute> routes)
    {
        List<RegexPath> regexes = [];
        Dictionary<string, (List<CompiledMatch> Exact, List<CompiledMatch> Prefix)> paths = new(StringComparer.Ordinal);
        List<CompiledMatch> expressions = [];

        foreach (CompiledRoute route in routes)
        {
            foreach (CompiledMatch match in route.Matches)
            {
                if (match.Kind == PathKind.Regex)
                {
                    expressions.Add(match);
                    continue;
                }

                if (!paths.TryGetValue(match.Path, out (List<CompiledMatch> Exact, List<CompiledMatch> Prefix) groups))
                {
                    paths[match.Path] = groups = ([], []);
                }

                (match.Kind == PathKind.Exact ? groups.Exact : groups.Prefix).Add(match);
            }
        }

        foreach (CompiledMatch match in expressions.OrderBy(static match => match.Rank))
        {
            regexes.Add(new RegexPath(match.Pattern!, match.Literal, new Candidate(match.Rule, match.Conditions)));
        }

        PathSlots slots = BuildSlots(paths);
        return new HostRoutes(slots, [.. _candidates], [.. regexes], _indexes.Exists(static index => index is not null) ? [.. _indexes] : null);
    }

    private PathSlots BuildSlots(Dictionary<string, (List<CompiledMatch> Exact, List<CompiledMatch> Prefix)> paths)
    {
        // Longest first, as PathSlots asks for; then ordinal, so that the same routes give the same table.
        string[] texts = [.. paths.Keys.OrderByDescending(static path => path.Length).ThenBy(static path => path, StringComparer.Ordinal)];
        PathSlot[] slots = new PathSlot[texts.Length];
        byte[] text = new byte[texts.Sum(static path => path.Length)];
        Dictionary<string, int> prefixes = new(StringComparer.Ordinal);
        int offset = 0;

        for (int i = 0; i < texts.Length; i++)
        {
            (List<CompiledMatch> exact, List<CompiledMatch> prefix) = paths[texts[i]];
            slots[i].TextOffset = offset;
            slots[i].TextLength = (ushort)texts[i].Length;
            slots[i].First = _candidates.Count;
            slots[i].ExactCount = AddGroup(exact);
            slots[i].PrefixCount = AddGroup(prefix);
            slots[i].PrefixRule = slots[i].PrefixCount > 0 && _candidates[^slots[i].PrefixCount] is { Conditions: null } sole ? sole.Rule : null;
            offset += Encoding.ASCII.GetBytes(texts[i], text.AsSpan(offset));

            if (prefix.Count > 0)
            {
                prefixes[texts[i]] = i;
            }
        }

        for (int i = 0; i < texts.Length; i++)
        {
            slots[i].Shorter = ShorterPrefix(texts[i], prefixes);
        }

        return new PathSlots(slots, text, seed);
    }

    private static int ShorterPrefix(string path, Dictionary<string, int> prefixes)
    {
        var byText = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();

        for (int slash = path.LastIndexOf('/'); slash >= 0; slash = slash == 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            if (byText.TryGetValue(path.AsSpan(0, slash), out int slot))
            {
                return slot;
            }
        }

        return PathSlots.None;
    }

    private int AddGroup(List<CompiledMatch> matches)
    {
        // OrderBy is stable: what ranks equal stays in order of route, rule and match.
        List<Candidate> group = Reachable(matches.Count < 2 ? matches : matches.OrderBy(static match => match.Rank));
        _candidates.AddRange(group);
        _indexes.Add(group.Count > LinearMax ? SelectiveIndexBuilder.Build(group, seed) : null);
        return group.Count;
    }

    /// <summary>Without what can never be the first to accept: everything after a match without conditions, and repetitions.</summary>
    private static List<Candidate> Reachable(IEnumerable<CompiledMatch> matches)
    {
        List<Candidate> reachable = [];
        HashSet<ConditionSet> seen = [];

        foreach (CompiledMatch match in matches)
        {
            if (match.Conditions is null || seen.Add(match.Conditions))
            {
                reachable.Add(new Candidate(match.Rule, match.Conditions));
            }

            if (match.Conditions is null)
            {
                break;
            }
        }

        return reachable;
    }
}
