using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// Chooses for every candidate of a crowded path the value that fewest others ask for, and files it under that. A
/// candidate that asks for a header or query value is filed under one of those, else under its method.
/// </summary>
internal static class SelectiveIndexBuilder
{
    private enum Source
    {
        Header,
        Query,
        GrpcMethod,
        Method,
    }

    public static SelectiveIndex Build(IReadOnlyList<Candidate> candidates, ulong seed)
    {
        Key?[] chosen = Choose(candidates);
        HeaderName[] headers = [.. NamesOf(chosen, Source.Header).Select(HeaderName.Parse)];
        ulong nameSeed = SelectiveRuns.SeedOf(seed, SelectiveRuns.QueryNameKey);
        Dictionary<string, ulong> queryHashes = NamesOf(chosen, Source.Query).ToDictionary(name => name, name => StableHash.Of<char>(name, nameSeed));
        ulong[] queryNames = [.. queryHashes.Values.Order()];
        Dictionary<string, int> headerKeys = headers.Select((name, i) => (name.Value, i)).ToDictionary(StringComparer.Ordinal);
        Dictionary<ulong, List<int>> runs = [];
        List<int> unkeyed = [];

        for (int rank = 0; rank < chosen.Length; rank++)
        {
            if (chosen[rank] is not { } key)
            {
                unkeyed.Add(rank);
                continue;
            }

            int ordinal = key.Source switch
            {
                Source.Header => headerKeys[key.Name],
                Source.Query => headers.Length + Array.BinarySearch(queryNames, queryHashes[key.Name]),
                Source.GrpcMethod => SelectiveRuns.GrpcMethodKey,
                _ => SelectiveRuns.MethodKey,
            };

            ulong hash = StableHash.Of<char>(key.Value, SelectiveRuns.SeedOf(seed, ordinal));

            if (!runs.TryGetValue(hash, out List<int>? ranks))
            {
                runs[hash] = ranks = [];
            }

            ranks.Add(rank);
        }

        return new SelectiveIndex(
            headers,
            queryNames,
            chosen.Any(static key => key?.Source == Source.Method),
            chosen.Any(static key => key?.Source == Source.GrpcMethod),
            new SelectiveRuns(runs, seed),
            [.. unkeyed]);
    }

    private static Key?[] Choose(IReadOnlyList<Candidate> candidates)
    {
        Dictionary<Key, int> counts = [];
        Dictionary<(Source, string), int> nameCounts = [];

        foreach (Candidate candidate in candidates)
        {
            foreach (Key key in KeysOf(candidate.Conditions))
            {
                counts[key] = counts.GetValueOrDefault(key) + 1;
                nameCounts[(key.Source, key.Name)] = nameCounts.GetValueOrDefault((key.Source, key.Name)) + 1;
            }
        }

        // The rarest value; between equals the name most candidates know, since every name costs a look-up.
        return [.. candidates.Select(candidate => KeysOf(candidate.Conditions)
            .OrderBy(key => counts[key])
            .ThenByDescending(key => nameCounts[(key.Source, key.Name)])
            .Select(static key => (Key?)key)
            .FirstOrDefault() ?? MethodOf(candidate.Conditions))];
    }

    private static List<Key> KeysOf(ConditionSet? conditions)
    {
        if (conditions is null)
        {
            return [];
        }

        List<Key> keys = [];

        foreach (HeaderCondition header in conditions.Headers)
        {
            if (header.Test.Pattern is null)
            {
                keys.Add(new Key(Source.Header, header.Name.Value, header.Test.Text));
            }
        }

        foreach (QueryCondition parameter in conditions.Query)
        {
            if (parameter.Test.Pattern is null)
            {
                keys.Add(new Key(Source.Query, parameter.Name.Text, parameter.Test.Text));
            }
        }

        if (conditions.Grpc?.Method is { Pattern: null } method)
        {
            keys.Add(new Key(Source.GrpcMethod, "", method.Text));
        }

        return keys;
    }

    private static Key? MethodOf(ConditionSet? conditions) =>
        conditions is { HasMethod: true }
            ? new Key(Source.Method, "", System.Text.Encoding.ASCII.GetString(conditions.Method))
            : null;

    private static IEnumerable<string> NamesOf(Key?[] keys, Source source) =>
        keys.Where(key => key?.Source == source).Select(static key => key!.Value.Name).Distinct().Order(StringComparer.Ordinal);

    private readonly record struct Key(Source Source, string Name, string Value);
}
