using System.Net;
using System.Text.Json.Nodes;
using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Hosting.Tests.Admin;

/// <summary>What the admin endpoint answers, and to whom.</summary>
public sealed class AdminTests
{
    [Theory]
    [InlineData("/healthz", "live\n")]
    [InlineData("/readyz", "ready\n")]
    [InlineData("/extra", "more")]
    public async Task A_page_answers_and_is_not_stored(string path, string text)
    {
        await using AdminGateway gateway = await AdminGateway.StartAsync();

        using HttpResponseMessage answer = await gateway.AskAsync(path);

        Assert.Equal((HttpStatusCode.OK, text), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task HEAD_answers_without_a_body_every_other_method_is_405_and_other_paths_are_404()
    {
        await using AdminGateway gateway = await AdminGateway.StartAsync();

        using HttpResponseMessage head = await gateway.AskAsync("/healthz", HttpMethod.Head);
        using HttpResponseMessage post = await gateway.AskAsync("/extra", HttpMethod.Post);
        using HttpResponseMessage other = await gateway.AskAsync("/healthz/more");

        Assert.Equal((HttpStatusCode.OK, 5, ""), (head.StatusCode, head.Content.Headers.ContentLength, await head.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (post.StatusCode, string.Join(", ", post.Content.Headers.Allow)));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.True(other.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/config")]
    [InlineData("/extra")]
    public async Task A_listener_never_answers_as_the_admin_endpoint(string path)
    {
        await using AdminGateway gateway = await AdminGateway.StartAsync();

        using HttpResponseMessage answer = await gateway.SendAsync(gateway.Port, path);

        Assert.Equal((HttpStatusCode.Redirect, $"http://elsewhere.example{path}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task The_admin_endpoint_never_routes()
    {
        await using AdminGateway gateway = await AdminGateway.StartAsync();

        using HttpResponseMessage answer = await gateway.AskAsync("/products");

        Assert.Equal((HttpStatusCode.NotFound, null), (answer.StatusCode, answer.Headers.Location));
    }

    [Fact]
    public async Task The_configuration_says_what_serves_and_no_secret()
    {
        await using AdminGateway gateway = await AdminGateway.StartAsync();

        JsonNode config = await gateway.ReadConfigAsync();

        Assert.Equal(1, (int)config["generation"]!);
        Assert.Equal(64, ((string)config["contentHash"]!).Length);
        JsonNode listener = Assert.Single(config["listeners"]!.AsArray())!;
        Assert.Equal(
            ("test/edge", gateway.Port, "http", $"127.0.0.1:{gateway.Port}"),
            ((string)listener["gateway"]!, (int)listener["port"]!, (string)listener["scheme"]!, (string)listener["address"]!));
        JsonNode backend = Assert.Single(config["backends"]!.AsArray())!;
        Assert.Equal(("test/products:80", "h2c"), ((string)backend["id"]!, (string)backend["protocol"]!));
        Assert.Equal(["[::1]:80", "products.example:80"], backend["endpoints"]!.AsArray().Select(static endpoint => (string)endpoint!));
        Assert.DoesNotContain("the private key", config.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the certificate", config.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_has_the_findings_and_what_the_source_says_of_its_objects()
    {
        await using AdminGateway gateway = await AdminGateway.StartAsync(static port => new TalkativeSource(AdminGateway.Config(port)));

        JsonNode config = await gateway.ReadConfigAsync();

        JsonNode finding = Assert.Single(config["diagnostics"]!.AsArray())!;
        Assert.Equal(("XX0001", "warning", "mind the gap"), ((string)finding["id"]!, (string)finding["severity"]!, (string)finding["message"]!));
        Assert.Equal("HTTPRoute", (string)Assert.Single(config["statuses"]!.AsArray())!["kind"]!);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using AdminGateway first = await AdminGateway.StartAsync();
        await using AdminGateway second = AdminGateway.Build(first.AdminPort);

        IOException failure = await Assert.ThrowsAsync<IOException>(() => second.RunAsync(CancellationToken.None));

        Assert.Equal($"The admin address 127.0.0.1:{first.AdminPort} cannot be listened on: another program uses it.", failure.Message);
    }

    private sealed class TalkativeSource(TrafficConfig config) : IConfigSource
    {
        public ValueTask<ConfigReading> ReadAsync(CancellationToken cancellationToken)
        {
            DiagnosticBag diagnostics = new();
            diagnostics.Add(new Diagnostic { Id = "XX0001", Severity = DiagnosticSeverity.Warning, Message = "mind the gap", Mend = "" });
            return ValueTask.FromResult(new ConfigReading(config, diagnostics) { Statuses = static () => new JsonArray(new JsonObject { ["kind"] = "HTTPRoute" }) });
        }

        public Task WaitForChangeAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    }
}
