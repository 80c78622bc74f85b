using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Primitives;

/// <summary>
/// An immutable set of IPv4 and IPv6 networks. An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) is its IPv4
/// address, in the set and in the question, so <c>::/0</c> holds no IPv4 address. Scope ids do not count.
/// </summary>
public sealed class IpNetworkSet
{
    /// <summary>The most networks that a set is built from.</summary>
    public const int NetworksMax = 100_000;

    private const int Ipv6Bytes = 16;
    private const int MappedPrefixBytes = 12;

    private readonly AddressRanges<uint> _ipv4;
    private readonly AddressRanges<UInt128> _ipv6;

    internal IpNetworkSet(AddressRanges<uint> ipv4, AddressRanges<UInt128> ipv6)
    {
        _ipv4 = ipv4;
        _ipv6 = ipv6;
    }

    /// <summary>The set without an address.</summary>
    public static IpNetworkSet Empty { get; } = new IpNetworkSetBuilder().Build();

    /// <summary>Whether no address is in the set.</summary>
    public bool IsEmpty => RangeCount == 0;

    /// <summary>How many ranges are left after networks that overlap or touch were merged.</summary>
    public int RangeCount => _ipv4.Count + _ipv6.Count;

    /// <summary>A set of networks as <see cref="IpNetworkSetBuilder.TryAdd"/> reads them.</summary>
    /// <exception cref="FormatException">One of them is not a network, or they are more than <see cref="NetworksMax"/>.</exception>
    public static IpNetworkSet Parse(params ReadOnlySpan<string> networks)
    {
        IpNetworkSetBuilder builder = new();

        foreach (string network in networks)
        {
            if (!builder.TryAdd(network, out string? error))
            {
                throw new FormatException($"'{network}': {error}.");
            }
        }

        return builder.Build();
    }

    /// <summary>Whether an address is in one of the networks. Takes time that grows with the logarithm of their count.</summary>
    public bool Contains(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[Ipv6Bytes];
        address.TryWriteBytes(octets, out _);

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return _ipv4.Contains(BinaryPrimitives.ReadUInt32BigEndian(octets));
        }

        return address.IsIPv4MappedToIPv6
            ? _ipv4.Contains(BinaryPrimitives.ReadUInt32BigEndian(octets[MappedPrefixBytes..]))
            : _ipv6.Contains(BinaryPrimitives.ReadUInt128BigEndian(octets));
    }
}
