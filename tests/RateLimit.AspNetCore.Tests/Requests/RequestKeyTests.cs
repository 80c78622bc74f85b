using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.RateLimit.AspNetCore.Tests.Requests;

public class RequestKeyTests
{
    private static readonly LimitRegistry Registry = new();

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("::1", "127.0.0.1", false)]
    public void An_address_is_its_client_or_its_site(string left, string right, bool isSame) =>
        Assert.Equal(isSame, KeyOf(RequestKey.ClientAddress, From(left)) == KeyOf(RequestKey.ClientAddress, From(right)));

    [Theory]
    [InlineData("192.0.2.1", "192.0.3.1", 22, true)]
    [InlineData("192.0.2.1", "192.0.4.1", 22, false)]
    [InlineData("192.0.2.128", "192.0.2.127", 25, false)]
    public void An_address_counts_as_far_as_its_prefix(string left, string right, int length, bool isSame)
    {
        RequestKey key = RequestKey.Address(length, 64);
        Assert.Equal(isSame, KeyOf(key, From(left)) == KeyOf(key, From(right)));
    }

    [Theory]
    [InlineData(7, 64)]
    [InlineData(33, 64)]
    [InlineData(32, 15)]
    [InlineData(32, 129)]
    public void A_prefix_out_of_range_throws(int ipv4, int ipv6) => Assert.Throws<ArgumentOutOfRangeException>(() => RequestKey.Address(ipv4, ipv6));

    [Fact]
    public void Keys_of_different_kinds_never_meet()
    {
        DefaultHttpContext context = new() { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "7"), new Claim("tenant", "7")], "test")) };
        context.Request.Headers["x-customer"] = "7";
        context.Request.Headers["x-tenant"] = "7";
        RequestKey[] all =
        [
            RequestKey.User, RequestKey.Claim("tenant"), RequestKey.Header("x-customer"), RequestKey.Header("x-tenant"),
            RequestKey.Customer(static _ => "7"), RequestKey.Everybody, RequestKey.ClientAddress,
        ];

        Assert.Equal(all.Length, all.Select(key => KeyOf(key, context)).Distinct().Count());
    }

    [Fact]
    public void A_header_in_several_lines_is_one_text_and_an_empty_one_is_none()
    {
        DefaultHttpContext lines = new();
        lines.Request.Headers["x-customer"] = new(["a", "b"]);
        DefaultHttpContext line = new();
        line.Request.Headers["x-customer"] = "a,b";
        DefaultHttpContext empty = new();
        empty.Request.Headers["x-customer"] = "";

        Assert.Equal(KeyOf(RequestKey.Header("X-Customer"), lines), KeyOf(RequestKey.Header("X-Customer"), line));
        Assert.False(RequestKey.Header("X-Customer").TryRead(empty, Registry, out _, out _));
    }

    [Fact]
    public void Who_is_not_authenticated_is_no_user() =>
        Assert.False(RequestKey.User.TryRead(
            new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "7")])) }, Registry, out _, out _));

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

    private static LimitKey KeyOf(RequestKey key, HttpContext context)
    {
        Assert.True(key.TryRead(context, Registry, out LimitKey found, out _));
        return found;
    }
}
