using System.Numerics;

namespace Gatehouse.Routing;

/// <summary>Runs of candidates under the seeded hash of a key and a value; an open-addressing table that never changes.</summary>
internal sealed class SelectiveRuns
{
    public const int MethodKey = -1;
    public const int GrpcMethodKey = -2;
    public const int QueryNameKey = -3;

    private readonly ulong _seed;
    private readonly Run[] _buckets;
    private readonly int[] _ranks;

    /// <param name="ranksByHash">The ranks of the candidates under each hash, ascending.</param>
    /// <param name="seed">The seed that <see cref="SeedOf(ulong, int)"/> was given.</param>
    public SelectiveRuns(IReadOnlyDictionary<ulong, List<int>> ranksByHash, ulong seed)
    {
        _seed = seed;
        _buckets = new Run[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, ranksByHash.Count * 2))];
        _ranks = new int[ranksByHash.Values.Sum(static ranks => ranks.Count == 1 ? 0 : ranks.Count)];
        int start = 0;

        foreach ((ulong hash, List<int> ranks) in ranksByHash)
        {
            int bucket = (int)hash & (_buckets.Length - 1);

            while (_buckets[bucket].Count != 0)
            {
                bucket = (bucket + 1) & (_buckets.Length - 1);
            }

            if (ranks.Count == 1)
            {
                _buckets[bucket] = new Run(hash, ranks[0], 1);
                continue;
            }

            ranks.CopyTo(_ranks, start);
            _buckets[bucket] = new Run(hash, start, ranks.Count);
            start += ranks.Count;
        }
    }

    /// <summary>The seed that a key's values are hashed with: it keeps equal values of different keys apart.</summary>
    public static ulong SeedOf(ulong seed, int key) => seed ^ ((ulong)(uint)key * 0x9E37_79B9_7F4A_7C15);

    public ulong SeedOf(int key) => SeedOf(_seed, key);

    /// <summary>The ranks under a hash; empty where there are none.</summary>
    public ReadOnlySpan<int> Find(ulong hash)
    {
        Run[] buckets = _buckets;
        int mask = buckets.Length - 1;

        for (int bucket = (int)hash & mask; buckets[bucket].Count != 0; bucket = (bucket + 1) & mask)
        {
            ref readonly Run run = ref buckets[bucket];

            if (run.Hash == hash)
            {
                return run.Count == 1 ? new ReadOnlySpan<int>(in run.RankOrStart) : _ranks.AsSpan(run.RankOrStart, run.Count);
            }
        }

        return [];
    }

    // Most runs have one candidate: its rank lies in the bucket that was read anyway.
    private readonly struct Run(ulong hash, int rankOrStart, int count)
    {
        public readonly ulong Hash = hash;
        public readonly int RankOrStart = rankOrStart;
        public readonly int Count = count;
    }
}
