using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Gatehouse.Primitives.Tests.Networking;

[Properties(Arbitrary = [typeof(NetworkCases)], MaxTest = 1_000)]
public class IpNetworkSetProperties
{
    [Property]
    public bool A_set_answers_as_asking_each_network_would(NetworkCase networks) =>
        networks.Addresses.All(address => IpNetworkSet.Parse(networks.Texts).Contains(address) == networks.ScanFor(address));

    [Property]
    public bool The_order_of_networks_does_not_matter(NetworkCase networks)
    {
        IpNetworkSet turned = IpNetworkSet.Parse([.. networks.Texts.Reverse()]);
        IpNetworkSet set = IpNetworkSet.Parse(networks.Texts);
        return set.RangeCount == turned.RangeCount && networks.Addresses.All(address => set.Contains(address) == turned.Contains(address));
    }
}

/// <summary>Networks, and addresses at and around their edges.</summary>
public sealed record NetworkCase(IPNetwork[] Networks)
{
    public string[] Texts => [.. Networks.Select(network => network.ToString())];

    public IEnumerable<IPAddress> Addresses => Networks.SelectMany(network => Edges(network)).Distinct();

    public bool ScanFor(IPAddress address) => Networks.Any(network => network.Contains(address));

    private static IEnumerable<IPAddress> Edges(IPNetwork network)
    {
        byte[] first = network.BaseAddress.GetAddressBytes();
        byte[] last = [.. first];
        for (int bit = network.PrefixLength; bit < last.Length * 8; bit++)
        {
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return [new(first), new(last), new(Step(first, -1)), new(Step(last, 1))];
    }

    private static byte[] Step(byte[] address, int by)
    {
        byte[] next = [.. address];
        for (int i = next.Length - 1; i >= 0; i--)
        {
            next[i] = (byte)(next[i] + by);
            if (next[i] != (by > 0 ? 0x00 : 0xFF))
            {
                break;
            }
        }

        return next;
    }
}

public static class NetworkCases
{
    public static Arbitrary<NetworkCase> Cases() =>
        Gen.OneOf(Networks(4), Networks(16)).ListOf().Select(networks => new NetworkCase([.. networks])).ToArbitrary();

    // Few distinct octets, so that networks overlap, touch and repeat.
    private static Gen<IPNetwork> Networks(int octets) =>
        from address in Gen.Elements<byte>(0, 1, 0x7F, 0x80, 0xFF).ArrayOf(octets)
        from prefix in Gen.Choose(0, octets * 8)
        where octets == 4 || !new IPAddress(address).IsIPv4MappedToIPv6
        select new IPNetwork(Base(address, prefix), prefix);

    private static IPAddress Base(byte[] address, int prefix)
    {
        byte[] masked = [.. address];
        for (int bit = prefix; bit < masked.Length * 8; bit++)
        {
            masked[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(masked);
    }
}
