using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>The client's address, with the bits beyond a prefix cleared. Connections without an address share one key.</summary>
internal sealed class AddressKey(int ipv4PrefixLength, int ipv6PrefixLength) : RequestKey
{
    private const int OctetsMax = 16;

    internal override bool IsProven => true;

    internal override bool TryRead(HttpContext context, LimitRegistry registry, out LimitKey key, out string? customer)
    {
        customer = null;
        Span<byte> octets = stackalloc byte[OctetsMax];
        key = registry.KeyOf<char>("address").And(registry.KeyOf<byte>(octets[..Octets(context.Connection.RemoteIpAddress, octets)]));
        return true;
    }

    private int Octets(IPAddress? address, Span<byte> octets)
    {
        if (address is null || !address.TryWriteBytes(octets, out int written))
        {
            return 0;
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6)
        {
            Clear(octets[..written], ipv6PrefixLength);
            return written;
        }

        // A socket for both families shows IPv4 clients as ::ffff:192.0.2.1; they are the same clients.
        octets[(written - 4)..written].CopyTo(octets);
        Clear(octets[..4], ipv4PrefixLength);
        return 4;
    }

    private static void Clear(Span<byte> octets, int from)
    {
        for (int i = from / 8; i < octets.Length; i++)
        {
            octets[i] = i == from / 8 ? (byte)(octets[i] & (0xFF00 >> (from % 8))) : (byte)0;
        }
    }
}
