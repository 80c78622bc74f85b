using System.Net;
using System.Text.Json.Nodes;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>What operators see of the gateway, and only where they are meant to.</summary>
public class AdminTests(WatchedGateway gateway) : IClassFixture<WatchedGateway>
{
    [Fact]
    public async Task The_configuration_follows_a_reload_with_its_statuses_and_findings()
    {
        JsonNode before = await gateway.ReadConfigAsync();
        Assert.Equal(1, (int)before["generation"]!);
        Assert.Equal($"127.0.0.1:{gateway.Port}", (string?)before["listeners"]![0]!["address"]);
        Assert.Contains(before["statuses"]!.AsArray(), static status => (string?)status!["kind"] == "Gateway" && (string?)status["name"] == "edge");
        Assert.Empty(before["diagnostics"]!.AsArray());

        gateway.Manifests.Edit("03-paths.yaml", "name: users, port: 80", "name: user, port: 80");
        await Eventually.TrueAsync(() => gateway.Output.Contains("generation 2 serves: 1 route changed, 1 backend removed", StringComparison.Ordinal));

        JsonNode after = await gateway.ReadConfigAsync();
        Assert.Equal(2, (int)after["generation"]!);
        Assert.NotEqual((string?)before["contentHash"], (string?)after["contentHash"]);
        Assert.Equal("KB7060", (string?)Assert.Single(after["diagnostics"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task Metrics_are_in_the_format_of_Prometheus()
    {
        using HttpResponseMessage served = await gateway.AskAsync(gateway.Port, "/cart");

        using HttpResponseMessage answer = await gateway.AskAsync(gateway.AdminPort, "/metrics");

        Assert.Contains("# TYPE kestrel_active_connections gauge\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/config")]
    [InlineData("/metrics")]
    public async Task A_listener_does_not_answer_for_the_admin_endpoint_nor_the_reverse(string page)
    {
        // The shop's frontend takes every path that nobody else takes, and is closed.
        using HttpResponseMessage byListener = await gateway.AskAsync(gateway.Port, page);
        using HttpResponseMessage route = await gateway.AskAsync(gateway.AdminPort, "/cart");

        Assert.Equal("The backend cannot be reached.\n", await byListener.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, route.StatusCode);
    }
}
