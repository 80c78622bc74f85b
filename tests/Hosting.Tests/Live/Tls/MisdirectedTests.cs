using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Routing;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>The rule of 421 on the wire, with the listeners of GatewayHTTPSListenerDetectMisdirectedRequests.</summary>
public sealed class MisdirectedTests
{
    private static readonly string[] Hostnames = ["", "second-example.org", "*.wildcard.org", "fourth-example.wildcard.org"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_request_for_another_listener_than_the_server_name_s_is_misdirected(int httpMajor)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf(Hostnames));

        Assert.Equal(200, await StatusAsync("example.org", "example.org"));
        Assert.Equal(421, await StatusAsync("example.org", "second-example.org"));
        Assert.Equal(421, await StatusAsync("second-example.org", "unknown.example"));
        Assert.Equal(200, await StatusAsync("third.wildcard.org", "fith.wildcard.org"));
        Assert.Equal(421, await StatusAsync("third.wildcard.org", "fourth-example.wildcard.org"));
        Assert.Equal(200, await StatusAsync("unknown.example", "example.org"));

        async Task<int> StatusAsync(string serverName, string host)
        {
            using HttpResponseMessage answer = await new TlsClient(gateway.Port, serverName) { HttpMajor = httpMajor }.GetAsync(host);
            return (int)answer.StatusCode;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_host_of_no_listener_is_404(int httpMajor)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        using HttpResponseMessage answer = await new TlsClient(gateway.Port) { HttpMajor = httpMajor }.GetAsync("other.example");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("shop.example", "shop.example", 200, "third.example", 404)]
    [InlineData("*.example", "other.example", 200, "other.example", 421)]
    [InlineData("shop.example *", "other.example", 421, "*", 200)]
    public async Task A_connection_that_outlives_its_listener_is_judged_by_those_that_are_left(
        string listeners, string host, int before, string left, int after)
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(PortOf(listeners));
        TlsClient client = new(gateway.Port) { HttpMajor = 2 };
        using HttpClient http = client.NewHttpClient();
        Assert.Equal(before, await StatusAsync());

        await gateway.ReplaceAsync(PortOf(left));

        Assert.Equal(after, await StatusAsync());
        Assert.Same(gateway.Seen.First().Facts, gateway.Seen.Last().Facts);

        async Task<int> StatusAsync()
        {
            using HttpResponseMessage answer = await http.GetAsync(client.UriOf(host));
            return (int)answer.StatusCode;
        }

        // A listener without a hostname is written "*".
        static GatewayPort PortOf(string listeners) =>
            TlsGateway.PortOf([.. listeners.Split(' ').Select(static name => name == "*" ? "" : name)]);
    }

    [Fact]
    public async Task What_becomes_HTTPS_is_not_served_on_an_old_cleartext_connection()
    {
        GatewayPort secure = TlsGateway.PortOf("");
        await using TlsGateway gateway = await TlsGateway.StartAsync(secure with { Scheme = ListenerScheme.Http, Certificates = [] });
        using HttpClient http = new();
        Uri address = new($"http://127.0.0.1:{gateway.Port}/");
        await http.GetStringAsync(address);

        await gateway.ReplaceAsync(secure);

        using HttpResponseMessage answer = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }
}
