using System.Buffers;
using System.Numerics;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// Finds the candidates of a crowded path by the most selective value each of them asks for, so that those that ask for
/// another value are never visited. Which value that is was decided when compiling.
/// </summary>
internal sealed class SelectiveIndex
{
    private const int SeenStackMax = 128;

    private readonly HeaderName[] _headers;
    private readonly ulong[] _queryNames;
    private readonly bool _byMethod;
    private readonly bool _byGrpcMethod;
    private readonly SelectiveRuns _runs;
    private readonly int[] _unkeyed;

    /// <param name="headers">The headers that values are looked up of; their position is their key.</param>
    /// <param name="queryNames">The hashes of the parameters' names, ascending; their position follows the headers'.</param>
    /// <param name="byMethod">Whether any candidate is found by its method.</param>
    /// <param name="byGrpcMethod">Whether any candidate is found by its gRPC method.</param>
    /// <param name="runs">The candidates by key and value.</param>
    /// <param name="unkeyed">The candidates that ask for no value: only regular expressions, or nothing.</param>
    public SelectiveIndex(HeaderName[] headers, ulong[] queryNames, bool byMethod, bool byGrpcMethod, SelectiveRuns runs, int[] unkeyed)
    {
        _headers = headers;
        _queryNames = queryNames;
        _byMethod = byMethod;
        _byGrpcMethod = byGrpcMethod;
        _runs = runs;
        _unkeyed = unkeyed;
    }

    public CompiledRule? First<TRequest, TText, TObserver>(
        ReadOnlySpan<Candidate> candidates,
        scoped ref TRequest request,
        ReadOnlySpan<TText> path,
        ref TObserver observer)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
        where TObserver : IMatchObserver
    {
        int best = candidates.Length;
        Scan(candidates, _unkeyed, ref request, path, ref observer, ref best);

        for (int key = 0; key < _headers.Length; key++)
        {
            // The hash is all that leaves the buffer; a colliding value fails its candidate's own test.
            ulong? hash = HeaderText.Read<TRequest, TText, ulong, ulong?>(
                ref request, _headers[key], _runs.SeedOf(key), static (value, seed) => StableHash.Of(value, seed));

            if (hash is not null)
            {
                Scan(candidates, _runs.Find(hash.Value), ref request, path, ref observer, ref best);
            }
        }

        if (_byMethod)
        {
            ulong hash = StableHash.Of(request.Method, _runs.SeedOf(SelectiveRuns.MethodKey));
            Scan(candidates, _runs.Find(hash), ref request, path, ref observer, ref best);
        }

        if (_byGrpcMethod)
        {
            ulong hash = StableHash.Of(GrpcCondition.MethodOf(path), _runs.SeedOf(SelectiveRuns.GrpcMethodKey));
            Scan(candidates, _runs.Find(hash), ref request, path, ref observer, ref best);
        }

        if (_queryNames.Length > 0 && best > 0)
        {
            ScanByQuery(candidates, ref request, path, ref observer, ref best);
        }

        return best < candidates.Length ? candidates[best].Rule : null;
    }

    private void ScanByQuery<TRequest, TText, TObserver>(
        ReadOnlySpan<Candidate> candidates,
        scoped ref TRequest request,
        ReadOnlySpan<TText> path,
        ref TObserver observer,
        ref int best)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
        where TObserver : IMatchObserver
    {
        // Only the first parameter of a name counts; without this a query that repeats one would visit a run per pair.
        byte[]? rented = _queryNames.Length > SeenStackMax ? ArrayPool<byte>.Shared.Rent(_queryNames.Length) : null;
        Span<byte> seen = (rented ?? stackalloc byte[SeenStackMax])[.._queryNames.Length];
        seen.Clear();
        int unseen = seen.Length;
        QueryReader<TText> reader = new(request.Query);

        while (unseen > 0 && reader.TryRead(out ReadOnlySpan<TText> name, out ReadOnlySpan<TText> value))
        {
            int key = _queryNames.AsSpan().BinarySearch(PercentText.HashDecoded(name, _runs.SeedOf(SelectiveRuns.QueryNameKey)));

            if (key >= 0 && seen[key] == 0)
            {
                seen[key] = 1;
                unseen--;
                ulong hash = PercentText.HashDecoded(value, _runs.SeedOf(_headers.Length + key));
                Scan(candidates, _runs.Find(hash), ref request, path, ref observer, ref best);
            }
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // Ranks ascend within a run, so what cannot beat the best so far ends it.
    private static void Scan<TRequest, TText, TObserver>(
        ReadOnlySpan<Candidate> candidates,
        ReadOnlySpan<int> ranks,
        scoped ref TRequest request,
        ReadOnlySpan<TText> path,
        ref TObserver observer,
        ref int best)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
        where TObserver : IMatchObserver
    {
        foreach (int rank in ranks)
        {
            if (rank >= best)
            {
                return;
            }

            ref readonly Candidate candidate = ref candidates[rank];
            observer.Visit(candidate.Rule, candidate.Conditions);

            if (candidate.Conditions is null || candidate.Conditions.Hold(ref request, path))
            {
                best = rank;
                return;
            }
        }
    }
}
