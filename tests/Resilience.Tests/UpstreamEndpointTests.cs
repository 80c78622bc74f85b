using System.Net;

namespace Gatehouse.Resilience.Tests;

public sealed class UpstreamEndpointTests
{
    [Theory]
    [InlineData("10.0.0.7", "10.0.0.7:8080")]
    [InlineData("::1", "[::1]:8080")]
    public void An_address_is_written_as_in_a_URI(string address, string authority) =>
        Assert.Equal(authority, new UpstreamEndpoint(new IPEndPoint(IPAddress.Parse(address), 8080)).Authority);

    [Fact]
    public void A_name_is_written_as_in_a_URI_and_equals_the_same_name()
    {
        UpstreamEndpoint endpoint = new(new DnsEndPoint("products.example", 8080));

        Assert.Equal("products.example:8080", endpoint.Authority);
        Assert.Equal(new UpstreamEndpoint(new DnsEndPoint("products.example", 8080)), endpoint);
        Assert.NotEqual(new UpstreamEndpoint(new DnsEndPoint("products.example", 8081)), endpoint);
    }
}
