using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Primitives.Tests.Hostnames;

public class AuthorityTests
{
    [Theory]
    [InlineData("shop.example", "shop.example")]
    [InlineData("Shop.example:8080", "Shop.example")]
    [InlineData("shop.example:", "shop.example")]
    [InlineData("192.0.2.1:80", "192.0.2.1")]
    [InlineData("[::1]:80", "[::1]")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("", "")]
    [InlineData(":80", "")]
    public void The_port_is_left_out(string authority, string host) => AssertHost(authority, host);

    [Theory]
    [InlineData("shop.example.", "shop.example")]
    [InlineData("shop.example.:80", "shop.example")]
    [InlineData("shop.example..", "shop.example.")]
    [InlineData(".", ".")]
    public void One_trailing_dot_is_left_out(string authority, string host) => AssertHost(authority, host);

    [Theory]
    [InlineData("shop.example:http")]
    [InlineData("shop.example:80:80")]
    [InlineData("shop.example:-1")]
    [InlineData("::1")]
    [InlineData("[::1")]
    public void What_is_no_host_and_port_is_answered_as_it_is(string authority) => AssertHost(authority, authority);

    [Fact]
    public void Reading_the_host_allocates_nothing()
    {
        Assert.Equal(0, Allocations.Of(() => Authority.HostOf("shop.example:80")));
        Assert.Equal(0, Allocations.Of(() => Authority.HostOf("shop.example:80"u8)));
    }

    private static void AssertHost(string authority, string host)
    {
        Assert.Equal(host, Authority.HostOf(authority).ToString());
        Assert.Equal(host, Encoding.ASCII.GetString(Authority.HostOf(Encoding.ASCII.GetBytes(authority))));
    }
}
