using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting.Tests;

public class HopPolicyTests
{
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static readonly ListenerIdentity Listener = new(new PortKey("test/edge", 8080), new IPEndPoint(0, 80));

    [Fact]
    public void An_ordinary_request_is_prepared_without_an_allocation()
    {
        HopPolicy policy = Of(new GatehouseOptions());
        DefaultHttpContext context = Context("10.0.0.9");
        IHeaderDictionary headers = context.Request.Headers;
        headers.TraceParent = Parent;
        Arrival arrival = ArrivalOf(context, new GatehouseOptions());

        Assert.Equal(0, Allocations.Of(() =>
        {
            headers.Via = default;
            policy.Receive(context, in arrival);
            policy.Send(context, in arrival, null);
        }));
        Assert.Equal("10.0.0.9", headers["X-Forwarded-For"]);
        Assert.Equal("1.1 gatehouse", headers.Via);
    }

    [Fact]
    public void What_a_stranger_claims_is_written_anew()
    {
        IHeaderDictionary seen = Applied(
            new GatehouseOptions(),
            "203.0.113.9",
            ("X-Forwarded-For", "6.6.6.6"),
            ("X_Forwarded_For", "6.6.6.6"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Prefix", "/evil"),
            ("X-Real-IP", "6.6.6.6"),
            ("Forwarded", "for=6.6.6.6"));

        Assert.Equal("203.0.113.9", seen["X-Forwarded-For"]);
        Assert.Equal("http", seen["X-Forwarded-Proto"]);
        Assert.Equal("shop.example:99", seen["X-Forwarded-Host"]);
        Assert.Equal("8080", seen["X-Forwarded-Port"]);
        Assert.Equal(["Host", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto"], seen.Keys.Order());
    }

    [Fact]
    public void Not_even_a_trusted_peer_says_that_another_target_or_method_is_meant()
    {
        IHeaderDictionary seen = Applied(
            Trusting(ForwardedFormat.XForwarded),
            "10.0.0.9",
            ("X-Original-URL", "/admin"),
            ("X-Rewrite-URL", "/admin"),
            ("X-HTTP-Method-Override", "DELETE"),
            ("X-Original-Host", "shop.example"));

        Assert.Equal("shop.example", seen["X-Original-Host"]);
        Assert.DoesNotContain(seen.Keys, static name => name is "X-Original-URL" or "X-Rewrite-URL" or "X-HTTP-Method-Override");
    }

    [Fact]
    public void Who_tunnels_methods_takes_the_field_out_of_the_list()
    {
        GatehouseOptions options = new();
        options.Forwarding.IdentityFields.Remove("x-http-method-override");
        Assert.Equal("DELETE", Applied(options, "203.0.113.9", ("X-HTTP-Method-Override", "DELETE"))["X-HTTP-Method-Override"]);
    }

    [Fact]
    public void What_a_trusted_peer_says_goes_on_with_the_peer_added()
    {
        IHeaderDictionary seen = Applied(
            Trusting(ForwardedFormat.XForwarded),
            "10.0.0.9",
            ("X-Forwarded-For", "192.0.2.1, 10.0.0.8"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Prefix", "/shop"),
            ("X_Forwarded_Prefix", "/evil"),
            ("Forwarded", "for=6.6.6.6"));

        Assert.Equal("192.0.2.1, 10.0.0.8, 10.0.0.9", seen["X-Forwarded-For"]);
        Assert.Equal("https", seen["X-Forwarded-Proto"]);
        Assert.Equal("443", seen["X-Forwarded-Port"]);
        Assert.Equal("/shop", seen["X-Forwarded-Prefix"]);
        Assert.False(seen.ContainsKey("Forwarded"));
        Assert.False(seen.ContainsKey("X_Forwarded_Prefix"));
    }

    [Fact]
    public void Forwarded_can_be_written_in_the_other_s_place()
    {
        IHeaderDictionary seen = Applied(Trusting(ForwardedFormat.Forwarded), "10.0.0.9", ("Forwarded", "for=192.0.2.1"), ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Prefix", "/evil"));
        Assert.Equal("for=192.0.2.1, for=10.0.0.9;host=\"shop.example:99\";proto=http", seen["Forwarded"]);
        Assert.DoesNotContain(seen.Keys, name => name.StartsWith("X-Forwarded", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_tell_of_the_same_hops()
    {
        IHeaderDictionary seen = Applied(Trusting(ForwardedFormat.Both), "10.0.0.9", ("X-Forwarded-For", "_x, 2001:db8::1"), ("X-Forwarded-Proto", "https"), ("Forwarded", "for=6.6.6.6"));
        Assert.Equal("_x, 2001:db8::1, 10.0.0.9", seen["X-Forwarded-For"]);
        Assert.Equal("for=unknown, for=\"[2001:db8::1]\", for=10.0.0.9;host=\"shop.example:99\";proto=https", seen["Forwarded"]);
    }

    [Theory]
    [InlineData("X-Forwarded-Client-Cert")]
    [InlineData("X-Consumer-ID")]
    [InlineData("X_Consumer_ID")]
    [InlineData("Remote_User")]
    [InlineData("Client-Cert")]
    public void Identities_are_dropped_from_trusted_peers_too(string name) =>
        Assert.False(Applied(Trusting(ForwardedFormat.XForwarded), "10.0.0.9", (name, "admin")).ContainsKey(name));

    [Fact]
    public void What_is_dropped_is_a_matter_of_options()
    {
        GatehouseOptions options = new();
        options.Forwarding.IdentityFields.Clear();
        options.Forwarding.IdentityFields.Add("x-mine");
        IHeaderDictionary seen = Applied(options, "10.0.0.9", ("X-Consumer-ID", "1"), ("X-Mine", "1"));
        Assert.True(seen.ContainsKey("X-Consumer-ID"));
        Assert.False(seen.ContainsKey("X-Mine"));
    }

    [Theory]
    [InlineData("HTTP/1.1", null, "1.1 gatehouse")]
    [InlineData("HTTP/2", "1.0 fred (x, y), 1.1 p.example", "1.0 fred (x, y), 1.1 p.example, 2 gatehouse")]
    public void The_gateway_adds_itself_to_Via(string protocol, string? before, string after)
    {
        DefaultHttpContext context = Context("10.0.0.9");
        context.Request.Protocol = protocol;
        context.Request.Headers.Via = before;
        Apply(context, new GatehouseOptions());
        Assert.Equal(after, context.Request.Headers.Via);
    }

    [Theory]
    [InlineData("1.1 gatehouse, 1.1 GateHouse (edge)", false)]
    [InlineData("1.1 gatehouse, 1.1 a, HTTP/2 gatehouse, 1.1\t gatehouse", true)]
    [InlineData("gatehouse, 1.1 gatehouse2, 1.1 x (1.1 gatehouse)", false)]
    public void A_request_that_passed_too_often_is_a_loop(string via, bool isLoop)
    {
        DefaultHttpContext context = Context("10.0.0.9");
        context.Request.Headers.Via = via;
        Assert.Equal(isLoop, Of(new GatehouseOptions { Forwarding = { ViaLoopsMax = 2 } }).IsLoop(context));
        Assert.False(Of(new GatehouseOptions { Forwarding = { ViaLoopsMax = 2, AddVia = false } }).IsLoop(context));
    }

    private static GatehouseOptions Trusting(ForwardedFormat format)
    {
        GatehouseOptions options = new() { Forwarding = { Format = format } };
        options.Forwarding.TrustedProxies.Add("10.0.0.0/8");
        return options;
    }

    private static IHeaderDictionary Applied(GatehouseOptions options, string peer, params (string Name, string Value)[] headers)
    {
        DefaultHttpContext context = Context(peer);

        foreach ((string name, string value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        Apply(context, options);
        return context.Request.Headers;
    }

    private static void Apply(HttpContext context, GatehouseOptions options)
    {
        Arrival arrival = ArrivalOf(context, options);
        HopPolicy policy = Of(options);
        policy.Receive(context, in arrival);
        policy.Send(context, in arrival, null);
    }

    private static DefaultHttpContext Context(string peer)
    {
        DefaultHttpContext context = new() { Connection = { RemoteIpAddress = IPAddress.Parse(peer) } };
        context.Request.Protocol = "HTTP/1.1";
        context.Request.Scheme = "http";
        context.Request.Headers.Host = "shop.example:99";
        return context;
    }

    private static Arrival ArrivalOf(HttpContext context, GatehouseOptions options) => new(
        Listener,
        null,
        new OriginPolicy(Microsoft.Extensions.Options.Options.Create(options)).Find(context, null),
        TraceContext.Read(context.Request.Headers),
        null,
        0);

    private static HopPolicy Of(GatehouseOptions options)
    {
        IOptions<GatehouseOptions> settings = Microsoft.Extensions.Options.Options.Create(options);
        return new HopPolicy(new ClaimedFields(settings), new ForwardedFields(settings), new ViaField(settings), new TraceHeaders(settings, new RandomSource(1)));
    }
}
