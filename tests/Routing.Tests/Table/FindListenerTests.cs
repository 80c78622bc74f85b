namespace Gatehouse.Routing.Tests;

/// <summary>Which listener owns a host, whatever its routes are.</summary>
public sealed class FindListenerTests
{
    private static readonly RouteTable Hosts = Table.Of(
        Listener("none", null),
        Listener("second", "second-example.org", Route("shop/second", "second-example.org", Rule(Prefix("/")))),
        Listener("wild", "*.wildcard.org", Route("shop/wild", "*.deep.wildcard.org", Rule(Prefix("/")))),
        Listener("fourth", "fourth-example.wildcard.org"));

    [Theory]
    [InlineData("second-example.org", "second")]
    [InlineData("SECOND-EXAMPLE.org:443", "second")]
    [InlineData("second-example.org.", "second")]
    [InlineData("third.wildcard.org", "wild")]
    [InlineData("a.b.wildcard.org", "wild")]
    [InlineData("a.deep.wildcard.org", "wild")]
    [InlineData("fourth-example.wildcard.org", "fourth")]
    [InlineData("wildcard.org", "none")]
    [InlineData("unknown.example", "none")]
    [InlineData("", "none")]
    public void The_most_specific_listener_owns_a_host(string host, string listener) =>
        Assert.Equal(listener, Hosts.FindListener(host)?.Name);

    [Theory]
    [InlineData("unknown.example")]
    [InlineData("")]
    public void Without_a_listener_for_every_host_some_have_none(string host) =>
        Assert.Null(Table.Of(Listener("one", "one.example")).FindListener(host));
}
