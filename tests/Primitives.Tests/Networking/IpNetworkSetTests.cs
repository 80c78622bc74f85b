using System.Net;
using Gatehouse.Testing;

namespace Gatehouse.Primitives.Tests.Networking;

public class IpNetworkSetTests
{
    [Theory]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("9.255.255.255", false)]
    [InlineData("11.0.0.0", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::", false)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    public void An_address_is_in_the_set_when_a_network_holds_it(string address, bool expected) =>
        Assert.Equal(expected, IpNetworkSet.Parse("10.0.0.0/8", "2001:db8::/32", "192.0.2.1").Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3")]
    [InlineData("::ffff:10.0.0.0/104", "10.1.2.3")]
    [InlineData("::ffff:10.0.0.0/104", "::ffff:10.1.2.3")]
    public void A_mapped_address_is_its_ipv4_address(string network, string address) =>
        Assert.True(IpNetworkSet.Parse(network).Contains(IPAddress.Parse(address)));

    [Fact]
    public void Every_ipv6_address_is_no_ipv4_address()
    {
        IpNetworkSet set = IpNetworkSet.Parse("::/0");

        Assert.True(set.Contains(IPAddress.Parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
        Assert.False(set.Contains(IPAddress.Parse("10.0.0.1")));
        Assert.False(set.Contains(IPAddress.Parse("::ffff:10.0.0.1")));
    }

    [Fact]
    public void Every_ipv4_address_is_no_ipv6_address()
    {
        IpNetworkSet set = IpNetworkSet.Parse("0.0.0.0/0");

        Assert.True(set.Contains(IPAddress.Broadcast));
        Assert.True(set.Contains(IPAddress.Any));
        Assert.False(set.Contains(IPAddress.IPv6Loopback));
    }

    [Fact]
    public void A_scope_does_not_count() =>
        Assert.True(IpNetworkSet.Parse("fe80::/10").Contains(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 7)));

    [Fact]
    public void Networks_that_overlap_or_touch_become_one_range() =>
        Assert.Equal(1, IpNetworkSet.Parse("10.0.0.0/9", "10.128.0.0/9", "10.1.0.0/16", "10.1.2.3").RangeCount);

    [Fact]
    public void Bits_after_the_prefix_do_not_count() =>
        Assert.True(IpNetworkSet.Parse("10.1.2.3/8").Contains(IPAddress.Parse("10.9.9.9")));

    [Fact]
    public void The_empty_set_holds_nothing()
    {
        Assert.True(IpNetworkSet.Empty.IsEmpty);
        Assert.False(IpNetworkSet.Empty.Contains(IPAddress.Loopback));
        Assert.False(IpNetworkSet.Empty.Contains(IPAddress.IPv6Loopback));
    }

    [Fact]
    public void The_text_that_is_no_network_is_named_in_the_exception() =>
        Assert.Contains("'10.0.0.0/33'", Assert.Throws<FormatException>(() => IpNetworkSet.Parse("10.0.0.0/33")).Message, StringComparison.Ordinal);

    [Fact]
    public void Asking_allocates_nothing()
    {
        IpNetworkSet set = IpNetworkSet.Parse("10.0.0.0/8", "2001:db8::/32");
        IPAddress ipv4 = IPAddress.Parse("10.1.2.3");
        IPAddress ipv6 = IPAddress.Parse("2001:db8::1");
        IPAddress mapped = ipv4.MapToIPv6();

        Assert.Equal(0, Allocations.Of(() => _ = set.Contains(ipv4) && set.Contains(ipv6) && set.Contains(mapped)));
    }
}
