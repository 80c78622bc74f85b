using System.Net;

namespace Gatehouse.Primitives.Tests.Networking;

public class IpNetworkSetBuilderTests
{
    [Theory]
    [InlineData("10.0.0.0/0")]
    [InlineData("10.0.0.0/32")]
    [InlineData("10.0.0.1")]
    [InlineData("::/0")]
    [InlineData("2001:DB8::1/128")]
    [InlineData("::ffff:10.0.0.0/96")]
    public void A_network_or_an_address_is_added(string network)
    {
        Assert.True(new IpNetworkSetBuilder().TryAdd(network, out string? error));
        Assert.Null(error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/8")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.1 ")]
    [InlineData("10.0.0.1:80")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("shop.example")]
    public void What_is_no_address_is_refused(string network)
    {
        Assert.False(new IpNetworkSetBuilder().TryAdd(network, out string? error));
        Assert.Equal("must be an IPv4 or IPv6 address, with or without '/' and a prefix length", error);
    }

    [Theory]
    [InlineData("10.0.0.0/33", "must have a prefix length of 0 to 32 after the '/'")]
    [InlineData("10.0.0.0/", "must have a prefix length of 0 to 32 after the '/'")]
    [InlineData("10.0.0.0/-1", "must have a prefix length of 0 to 32 after the '/'")]
    [InlineData("10.0.0.0/08", "must have a prefix length of 0 to 32 after the '/'")]
    [InlineData("10.0.0.0/8/8", "must have a prefix length of 0 to 32 after the '/'")]
    [InlineData("10.0.0.0/255.0.0.0", "must have a prefix length of 0 to 32 after the '/'")]
    [InlineData("::/129", "must have a prefix length of 0 to 128 after the '/'")]
    public void A_prefix_length_beyond_the_address_is_refused(string network, string expected)
    {
        Assert.False(new IpNetworkSetBuilder().TryAdd(network, out string? error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void What_was_refused_is_not_in_the_set()
    {
        IpNetworkSetBuilder builder = new();
        builder.TryAdd("10.0.0.0/33", out _);
        builder.TryAdd("192.0.2.0/24", out _);

        Assert.Equal(1, builder.Build().RangeCount);
    }

    [Fact]
    public void A_set_does_not_change_when_its_builder_goes_on()
    {
        IpNetworkSetBuilder builder = new();
        IpNetworkSet before = builder.Build();
        builder.TryAdd("10.0.0.0/8", out _);

        Assert.False(before.Contains(IPAddress.Parse("10.0.0.1")));
        Assert.True(builder.Build().Contains(IPAddress.Parse("10.0.0.1")));
    }

    [Fact]
    public void One_network_more_than_the_most_is_refused()
    {
        IpNetworkSetBuilder builder = new();
        for (int i = 0; i < IpNetworkSet.NetworksMax; i++)
        {
            Assert.True(builder.TryAdd("10.0.0.1", out _));
        }

        Assert.False(builder.TryAdd("10.0.0.1", out string? error));
        Assert.Equal("must be one of at most 100000 networks", error);
    }
}
