using System.Numerics;

namespace Gatehouse.Primitives;

/// <summary>Sorted, disjoint ranges of one address family's numbers.</summary>
/// <typeparam name="TAddress">As many bits as the family's addresses have.</typeparam>
internal sealed class AddressRanges<TAddress>
    where TAddress : unmanaged, IBinaryInteger<TAddress>, IMinMaxValue<TAddress>
{
    // Apart, because only the first addresses are searched.
    private readonly TAddress[] _first;
    private readonly TAddress[] _last;

    private AddressRanges(TAddress[] first, TAddress[] last)
    {
        _first = first;
        _last = last;
    }

    public int Count => _first.Length;

    public static (TAddress First, TAddress Last) OfPrefix(TAddress address, int prefixLength)
    {
        // Shifting by the whole width would shift by nothing.
        TAddress hostBits = prefixLength == 0 ? TAddress.MaxValue : ~(TAddress.MaxValue << (Bits - prefixLength));
        return (address & ~hostBits, address | hostBits);
    }

    public static AddressRanges<TAddress> Merge(IReadOnlyCollection<(TAddress First, TAddress Last)> ranges)
    {
        List<TAddress> first = new(ranges.Count);
        List<TAddress> last = new(ranges.Count);

        foreach ((TAddress start, TAddress end) in ranges.Order())
        {
            if (last.Count > 0 && (last[^1] == TAddress.MaxValue || start <= last[^1] + TAddress.One))
            {
                last[^1] = TAddress.Max(last[^1], end);
            }
            else
            {
                first.Add(start);
                last.Add(end);
            }
        }

        return new([.. first], [.. last]);
    }

    public bool Contains(TAddress address)
    {
        int at = Array.BinarySearch(_first, address);
        return at >= 0 || (~at > 0 && address <= _last[~at - 1]);
    }

    private static int Bits => int.CreateTruncating(TAddress.PopCount(TAddress.MaxValue));
}
