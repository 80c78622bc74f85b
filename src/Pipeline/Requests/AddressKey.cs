using System.Net;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>The key of a client's address, as far as it counts.</summary>
internal static class AddressKey
{
    private const int Ipv6Octets = 16;

    // The octet that no text has in UTF-8 (RFC 3629 section 3): so no customer's name is the key of an address.
    private const byte Mark = 0xFF;

    /// <summary>The key of an address; that of everybody where it is not known.</summary>
    internal static LimitKey Of(IPAddress? address, LimitKeyReader reader, LimitRegistry registry)
    {
        Span<byte> octets = stackalloc byte[1 + Ipv6Octets];
        octets[0] = Mark;

        if (address is null || !address.TryWriteBytes(octets[1..], out int length))
        {
            return default;
        }

        // An IPv4 client of a listener that speaks both families is the same client.
        if (length == Ipv6Octets && address.IsIPv4MappedToIPv6)
        {
            octets[^4..].CopyTo(octets[1..]);
            length = 4;
        }

        Clear(octets.Slice(1, length), length == Ipv6Octets ? reader.Ipv6PrefixLength : reader.Ipv4PrefixLength);
        return registry.KeyOf<byte>(octets[..(1 + length)]);
    }

    private static void Clear(Span<byte> octets, int prefixLength)
    {
        for (int i = 0; i < octets.Length; i++)
        {
            int bits = Math.Clamp(prefixLength - (8 * i), 0, 8);
            octets[i] &= (byte)(0xFF << (8 - bits));
        }
    }
}
