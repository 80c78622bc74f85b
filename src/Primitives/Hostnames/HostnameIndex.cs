using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Gatehouse.Primitives;

/// <summary>
/// Finds what belongs to the most specific hostname that covers a host: the exact one, else the longest wildcard, else
/// what serves every host (Gateway API, Listener.hostname). Immutable; a look-up allocates nothing and its cost does not
/// grow with the number of hostnames.
/// </summary>
/// <typeparam name="TValue">What belongs to a hostname.</typeparam>
public sealed class HostnameIndex<TValue>
    where TValue : class
{
    /// <summary>The longest hostname, in characters (RFC 1035 section 2.3.4). A longer host is covered by no hostname.</summary>
    public const int LengthMax = 253;

    private const ulong TagMask = 0xFFFF_FFFF_0000_0000;

    private readonly ulong _seed;
    private readonly byte[] _text;
    private readonly Entry[] _entries;

    // The upper half of the hash beside the entry's position: a bucket of another hostname is passed over without touching its entry.
    private readonly ulong[] _buckets;
    private readonly ulong[] _wildcardLengths = new ulong[4];
    private readonly bool _hasWildcards;
    private readonly TValue? _everyHost;

    /// <summary>Builds an index.</summary>
    /// <param name="hostnames">Distinct lower-case hostnames, exact or with one leading <c>*.</c>, and what belongs to each.</param>
    /// <param name="everyHost">What belongs to a host that no hostname covers; <see langword="null"/> where nothing does.</param>
    /// <param name="seed">The seed of the hash: a secret of the process where strangers choose the hosts.</param>
    public HostnameIndex(IReadOnlyCollection<KeyValuePair<string, TValue>> hostnames, TValue? everyHost, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(hostnames);
        _seed = seed;
        _everyHost = everyHost;
        _entries = new Entry[hostnames.Count];
        _buckets = new ulong[Math.Max(4, (int)BitOperations.RoundUpToPowerOf2((uint)hostnames.Count * 2))];
        _text = new byte[hostnames.Sum(static hostname => KeyOf(hostname.Key).Length)];
        int ordinal = 0;
        int offset = 0;

        foreach ((string hostname, TValue value) in hostnames)
        {
            ReadOnlySpan<char> key = KeyOf(hostname);
            int length = Encoding.ASCII.GetBytes(key, _text.AsSpan(offset));
            ulong hash = StableHash.OfIgnoreCase<byte>(_text.AsSpan(offset, length), seed);
            _entries[ordinal] = new Entry(offset, (byte)length, value);
            Insert(hash, (uint)++ordinal);
            offset += length;

            if (hostname[0] == '*')
            {
                _wildcardLengths[length >> 6] |= 1UL << length;
                _hasWildcards = true;
            }
        }
    }

    /// <summary>Finds what belongs to a host.</summary>
    /// <param name="host">The host in any case, without a port and without a trailing dot.</param>
    /// <param name="value">What belongs to the most specific hostname that covers it.</param>
    public bool TryFind<TText>(ReadOnlySpan<TText> host, [NotNullWhen(true)] out TValue? value)
        where TText : unmanaged
    {
        value = null;

        if (!host.IsEmpty && host.Length <= LengthMax)
        {
            // ".example.com" is no hostname, yet it is the key of a wildcard.
            value = TextUnits.ToNumber(host[0]) == '.' ? null : Find(host);

            if (value is null && _hasWildcards)
            {
                value = FindWildcard(host);
            }
        }

        value ??= _everyHost;
        return value is not null;
    }

    // A wildcard is kept as its suffix with the dot, ".example.com": no exact hostname begins with one, so both kinds share a table.
    private static ReadOnlySpan<char> KeyOf(string hostname) => hostname[0] == '*' ? hostname.AsSpan(1) : hostname;

    private void Insert(ulong hash, uint ordinal)
    {
        int mask = _buckets.Length - 1;
        int bucket = (int)hash & mask;

        while (_buckets[bucket] != 0)
        {
            bucket = (bucket + 1) & mask;
        }

        _buckets[bucket] = (hash & TagMask) | ordinal;
    }

    private TValue? Find<TText>(ReadOnlySpan<TText> key)
        where TText : unmanaged
    {
        ulong hash = StableHash.OfIgnoreCase(key, _seed);
        ulong[] buckets = _buckets;
        int mask = buckets.Length - 1;

        for (int bucket = (int)hash & mask; ; bucket = (bucket + 1) & mask)
        {
            ulong seen = buckets[bucket];

            if (seen == 0)
            {
                return null;
            }

            if (((seen ^ hash) & TagMask) != 0)
            {
                continue;
            }

            ref readonly Entry entry = ref _entries[(uint)seen - 1];

            if (entry.Length == key.Length && key.EqualsAsciiIgnoreCase(_text.AsSpan(entry.Offset, entry.Length)))
            {
                return entry.Value;
            }
        }
    }

    private TValue? FindWildcard<TText>(ReadOnlySpan<TText> host)
        where TText : unmanaged
    {
        // From the left, so the first hit is the longest; "*." needs something in front of the dot (Gateway API, Hostname).
        for (int dot = 1; dot < host.Length; dot++)
        {
            if (TextUnits.ToNumber(host[dot]) != '.')
            {
                continue;
            }

            int length = host.Length - dot;

            if ((_wildcardLengths[length >> 6] & (1UL << length)) != 0 && Find(host[dot..]) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private readonly struct Entry(int offset, byte length, TValue value)
    {
        public readonly TValue Value = value;
        public readonly int Offset = offset;
        public readonly byte Length = length;
    }
}
