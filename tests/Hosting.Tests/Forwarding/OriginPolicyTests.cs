using System.Net;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting.Tests;

public class OriginPolicyTests
{
    [Theory]
    [InlineData("", "10.0.0.9", true)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("6.6.6.6, 192.0.2.1", "192.0.2.1", true)]
    [InlineData("6.6.6.6, 192.0.2.1:99, 10.0.0.8", "192.0.2.1", true)]
    [InlineData("10.0.0.7, 10.0.0.8", "10.0.0.7", true)]
    [InlineData("192.0.2.1, unknown", "10.0.0.9", true)]
    [InlineData("192.0.2.1, nonsense, 10.0.0.8", "10.0.0.8", true)]
    [InlineData("6.6.6.6, [2001:db8::1]:99", "2001:db8::1", true)]
    [InlineData("192.0.2.1,,", "192.0.2.1", true)]
    public void The_first_that_is_not_trusted_is_the_client(string sent, string client, bool isTrusted)
    {
        RequestOrigin origin = Find("10.0.0.9", options => options.TrustedProxies.Add("10.0.0.0/8"), ("X-Forwarded-For", sent));
        Assert.Equal((client, isTrusted, "10.0.0.9"), (origin.ClientText, origin.IsPeerTrusted, origin.PeerText));
    }

    [Theory]
    [InlineData(0, "203.0.113.9")]
    [InlineData(1, "192.0.2.3")]
    [InlineData(2, "192.0.2.2")]
    [InlineData(3, "192.0.2.1")]
    [InlineData(4, "192.0.2.1")]
    public void Hops_are_trusted_by_their_number(int hops, string client) =>
        Assert.Equal(client, Find("203.0.113.9", options => options.TrustedHops = hops, ("X-Forwarded-For", "192.0.2.1, 192.0.2.2, 192.0.2.3")).ClientText);

    [Fact]
    public void A_stranger_is_the_client_whatever_it_says()
    {
        RequestOrigin origin = Find("203.0.113.9", options => options.TrustedProxies.Add("10.0.0.0/8"), ("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https"));
        Assert.Equal(("203.0.113.9", false), (origin.ClientText, origin.IsPeerTrusted));
        Assert.Null(origin.Scheme);
    }

    [Theory]
    [InlineData("for=192.0.2.1", "192.0.2.1", true)]
    [InlineData("for=6.6.6.6, for=\"[2001:db8::1]:99\";proto=https, for=10.0.0.8", "2001:db8::1", true)]
    [InlineData("for=192.0.2.1, proto=http", "10.0.0.9", true)]
    [InlineData("for=192.0.2.1, for=_hidden", "10.0.0.9", true)]
    [InlineData("for=192.0.2.1, for=", "10.0.0.9", false)]
    public void Forwarded_is_walked_the_same_way(string sent, string client, bool isTrusted)
    {
        RequestOrigin origin = Find("10.0.0.9", Forwarded, ("Forwarded", sent), ("X-Forwarded-For", "6.6.6.6"));
        Assert.Equal((client, isTrusted), (origin.ClientText, origin.IsPeerTrusted));
    }

    [Fact]
    public void The_other_family_is_not_believed()
    {
        Assert.Equal("10.0.0.9", Find("10.0.0.9", Forwarded, ("X-Forwarded-For", "6.6.6.6")).ClientText);
        Assert.Equal("10.0.0.9", Find("10.0.0.9", options => options.TrustedProxies.Add("10.0.0.0/8"), ("Forwarded", "for=6.6.6.6")).ClientText);
    }

    [Theory]
    [InlineData(null, null, null, null, null, null)]
    [InlineData("https", "shop.example", "8443", "https", "shop.example", "8443")]
    [InlineData("HTTPS", "shop.example:444", null, "https", "shop.example:444", "444")]
    [InlineData("https", null, null, "https", null, "443")]
    [InlineData("http", "shop.example", "x", "http", "shop.example", "80")]
    [InlineData("http, https", "a, b", "1, 2", "https", "b", "2")]
    [InlineData("gopher", "a b", "70000", null, null, null)]
    [InlineData(null, "shop.example", null, null, "shop.example", null)]
    public void The_trusted_hop_says_scheme_host_and_port(string? proto, string? host, string? port, string? scheme, string? seenHost, string? seenPort)
    {
        RequestOrigin origin = Find(
            "10.0.0.9", options => options.TrustedProxies.Add("10.0.0.0/8"), ("X-Forwarded-Proto", proto), ("X-Forwarded-Host", host), ("X-Forwarded-Port", port));
        Assert.Equal((scheme, seenHost, seenPort), (origin.Scheme, origin.Host, origin.Port));
    }

    [Fact]
    public void What_exceeds_a_bound_is_not_believed()
    {
        Assert.True(Trusted(string.Join(',', Enumerable.Repeat("10.0.0.1", Limits.ForwardedHopsMax))));
        Assert.False(Trusted(string.Join(',', Enumerable.Repeat("10.0.0.1", Limits.ForwardedHopsMax + 1))));
        Assert.False(Trusted(new string(' ', Limits.ForwardedCharsMax) + "10.0.0.1"));

        static bool Trusted(string sent) =>
            Find("10.0.0.9", options => options.TrustedProxies.Add("10.0.0.0/8"), ("X-Forwarded-For", sent)).IsPeerTrusted;
    }

    [Fact]
    public void Lines_are_one_list_and_bounded()
    {
        DefaultHttpContext context = new() { Connection = { RemoteIpAddress = IPAddress.Parse("10.0.0.9") } };
        context.Request.Headers["X-Forwarded-For"] = new(["6.6.6.6", "192.0.2.1", "10.0.0.8"]);
        Assert.Equal("192.0.2.1", Of(options => options.TrustedProxies.Add("10.0.0.0/8")).Find(context, null).ClientText);

        context.Request.Headers["X-Forwarded-For"] = new([.. Enumerable.Repeat("10.0.0.1", Limits.ForwardedLinesMax + 1)]);
        Assert.False(Of(options => options.TrustedProxies.Add("10.0.0.0/8")).Find(context, null).IsPeerTrusted);
    }

    private static void Forwarded(ForwardingOptions options)
    {
        options.TrustedProxies.Add("10.0.0.0/8");
        options.Format = ForwardedFormat.Forwarded;
    }

    private static RequestOrigin Find(string peer, Action<ForwardingOptions> configure, params (string Name, string? Value)[] headers)
    {
        DefaultHttpContext context = new() { Connection = { RemoteIpAddress = IPAddress.Parse(peer) } };

        foreach ((string name, string? value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return Of(configure).Find(context, null);
    }

    private static OriginPolicy Of(Action<ForwardingOptions> configure)
    {
        GatehouseOptions options = new();
        configure(options.Forwarding);
        return new OriginPolicy(Microsoft.Extensions.Options.Options.Create(options));
    }
}
