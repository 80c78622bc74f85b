using System.Net;

namespace Gatehouse.Hosting.Tests;

public class NodeAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1:99", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("[2001:db8::1]:65535", "2001:db8::1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    public void Addresses_are_read_with_and_without_a_port(string text, string address)
    {
        Assert.True(NodeAddress.TryParse(text, out IPAddress? read));
        Assert.Equal(address, read.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("_hidden")]
    [InlineData("shop.example")]
    [InlineData("1")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.1:")]
    [InlineData("192.0.2.1:0")]
    [InlineData("192.0.2.1:65536")]
    [InlineData("192.0.2.1:08")]
    [InlineData("192.0.2.1:http")]
    [InlineData("192.0.2.1 ")]
    [InlineData("192.0.2.1/24")]
    [InlineData("[192.0.2.1]")]
    [InlineData("[2001:db8::1")]
    [InlineData("[2001:db8::1]99")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("fe80::1%1")]
    [InlineData("2001:db8:::1")]
    [InlineData("[[::1]]")]
    public void Everything_else_is_no_address(string text)
    {
        Assert.False(NodeAddress.TryParse(text, out IPAddress? read));
        Assert.Null(read);
    }

    [Fact]
    public void A_plain_address_has_no_mapping_and_no_scope()
    {
        Assert.Equal("127.0.0.1", NodeAddress.Plain(IPAddress.Parse("::ffff:127.0.0.1"))!.ToString());
        Assert.Equal("fe80::1", NodeAddress.Plain(IPAddress.Parse("fe80::1%3"))!.ToString());
        Assert.Null(NodeAddress.Plain(null));
    }
}
