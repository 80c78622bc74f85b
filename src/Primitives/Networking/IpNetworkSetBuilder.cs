using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Primitives;

/// <summary>Collects the networks of an <see cref="IpNetworkSet"/>, one text at a time. Not thread-safe.</summary>
public sealed class IpNetworkSetBuilder
{
    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;
    private const int MappedPrefixBits = Ipv6Bits - Ipv4Bits;

    private readonly List<(uint First, uint Last)> _ipv4 = [];
    private readonly List<(UInt128 First, UInt128 Last)> _ipv6 = [];

    /// <summary>Adds a network in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3), or one address.</summary>
    /// <param name="network"><c>10.0.0.0/8</c>, <c>2001:db8::/32</c> or <c>192.0.2.1</c>; bits after the prefix do not count.</param>
    /// <param name="error">What was expected, in the words of a diagnostic; <see langword="null"/> where it was added.</param>
    public bool TryAdd(string network, [NotNullWhen(false)] out string? error)
    {
        int slash = network.IndexOf('/', StringComparison.Ordinal);
        string text = slash < 0 ? network : network[..slash];

        if (!TryReadAddress(text, out IPAddress? address))
        {
            error = "must be an IPv4 or IPv6 address, with or without '/' and a prefix length";
        }
        else if (!TryReadPrefix(slash < 0 ? null : network[(slash + 1)..], address, out int prefixLength))
        {
            error = string.Create(CultureInfo.InvariantCulture, $"must have a prefix length of 0 to {BitsOf(address)} after the '/'");
        }
        else
        {
            error = Add(address, prefixLength);
        }

        return error is null;
    }

    /// <summary>The set of what was added so far.</summary>
    public IpNetworkSet Build() => new(AddressRanges<uint>.Merge(_ipv4), AddressRanges<UInt128>.Merge(_ipv6));

    // IPAddress reads '010.0.0.1' as octal, '10.1' as 10.0.0.1, and brackets, ports and scopes: other readers of the
    // same text (kubectl, a firewall) understand something else or nothing, so none of them is taken.
    private static bool TryReadAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : !text.AsSpan().ContainsAny("[]%"));

    private static bool TryReadPrefix(string? text, IPAddress address, out int length)
    {
        length = BitsOf(address);

        return text is null
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)
                && length <= BitsOf(address)
                && (text.Length == 1 || text[0] != '0'));
    }

    private static int BitsOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? Ipv4Bits : Ipv6Bits;

    private string? Add(IPAddress address, int prefixLength)
    {
        if (_ipv4.Count + _ipv6.Count == IpNetworkSet.NetworksMax)
        {
            return string.Create(CultureInfo.InvariantCulture, $"must be one of at most {IpNetworkSet.NetworksMax} networks");
        }

        if (address.IsIPv4MappedToIPv6 && prefixLength >= MappedPrefixBits)
        {
            address = address.MapToIPv4();
            prefixLength -= MappedPrefixBits;
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            _ipv4.Add(AddressRanges<uint>.OfPrefix(BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()), prefixLength));
        }
        else
        {
            _ipv6.Add(AddressRanges<UInt128>.OfPrefix(BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes()), prefixLength));
        }

        return null;
    }
}
