using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Gatehouse.Samples.Shop;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>What the gateway's options do.</summary>
public sealed class GatewayOptionsTests : IDisposable
{
    private readonly int _port = FreePorts.Next();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    [Theory]
    [InlineData("--help", "--allow-external-name")]
    [InlineData("--version", "0.1.0")]
    public async Task Help_and_version_are_no_mistake(string option, string expected)
    {
        await using GatewayProcess gateway = GatewayProcess.Start(option);

        Assert.Equal(0, await gateway.ExitAsync());
        Assert.Contains(expected, gateway.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--nonsense'.", "--nonsense")]
    [InlineData("Required argument missing for option: '--config'.", "--config")]
    [InlineData("--address needs an IP address such as 127.0.0.1, found 'localhost'", "--address", "localhost")]
    [InlineData("--port-offset needs a number from -65534 to 65534, found 'x'", "--port-offset", "x")]
    [InlineData("--admin needs an IP address and a port such as 127.0.0.1:9900, found '9900'", "--admin", "9900")]
    [InlineData("--admin needs an IP address and a port such as 127.0.0.1:9900, found '127.0.0.1'", "--admin", "127.0.0.1")]
    [InlineData("--drain-seconds needs a number from 0 to 3600, found '-1'", "--drain-seconds", "-1")]
    public async Task A_wrong_option_is_one_message_and_2(string message, params string[] arguments)
    {
        await using GatewayProcess gateway = GatewayProcess.Start(arguments);

        Assert.Equal(2, await gateway.ExitAsync());
        Assert.Equal($"{message}\nRun with --help for the options.", gateway.Errors.Trim());
        Assert.Equal("", gateway.Output.Trim());
    }

    [Fact]
    public async Task Several_paths_are_one_configuration()
    {
        await using ShopServices shop = await ShopServices.StartAsync(FreePorts.NextRun(7));
        using ShopManifests manifests = new(shop.Ports.Values.Min());
        string routes = Path.Combine(manifests.Folder, "routes");
        Directory.CreateDirectory(routes);
        File.Move(Path.Combine(manifests.Folder, "03-paths.yaml"), Path.Combine(routes, "03-paths.yaml"));

        await using GatewayProcess gateway = await GatewayProcess.ServeAsync(manifests.Folder, _port, "--config", routes);

        Assert.Equal("cart", (string?)JsonNode.Parse(await _client.GetStringAsync(At("127.0.0.1", "/cart")))!["service"]);
    }

    [Fact]
    public async Task A_Gateway_listens_on_its_own_addresses_or_else_on_the_one_given()
    {
        // Other systems have 127.0.0.1 alone.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using HeldBackend backend = await HeldBackend.StartAsync();
        backend.Release();
        using EdgeManifest own = new(EdgeManifest.At(backend.Port), "[{type: IPAddress, value: 127.0.0.2}]");
        using EdgeManifest none = new(EdgeManifest.At(backend.Port));

        await using (await GatewayProcess.ServeAsync(own.Folder, _port, "--address", "127.0.0.3"))
        {
            Assert.Equal("first second", await _client.GetStringAsync(At("127.0.0.2")));
            await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(At("127.0.0.3")));
        }

        await using (await GatewayProcess.ServeAsync(none.Folder, _port, "--address", "127.0.0.3"))
        {
            Assert.Equal("first second", await _client.GetStringAsync(At("127.0.0.3")));
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.OK, "--allow-external-name")]
    public async Task An_external_name_is_asked_where_that_is_allowed(HttpStatusCode status, params string[] more)
    {
        await using ShopServices shop = await ShopServices.StartAsync(FreePorts.NextRun(7));
        using EdgeManifest manifest = new(External(shop.Ports["cart"]));
        File.WriteAllText(
            Path.Combine(manifest.Folder, "edge.yaml"),
            File.ReadAllText(Path.Combine(manifest.Folder, "edge.yaml")).Replace("name: backend, port: 80", $"name: backend, port: {shop.Ports["cart"]}", StringComparison.Ordinal));
        await using GatewayProcess gateway = await GatewayProcess.ServeAsync(manifest.Folder, _port, more);

        using HttpRequestMessage request = new(HttpMethod.Get, At("127.0.0.1", "/cart"));
        request.Headers.Host = "shop.example";
        using HttpResponseMessage answer = await _client.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK, !gateway.Errors.Contains("warning KB7083", StringComparison.Ordinal));

        if (status == HttpStatusCode.OK)
        {
            Assert.Equal("shop.example", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["host"]);
        }
    }

    [Fact]
    public async Task A_request_is_a_line_without_anything_the_client_wrote()
    {
        await using HeldBackend backend = await HeldBackend.StartAsync();
        backend.Release();
        using EdgeManifest manifest = new(EdgeManifest.At(backend.Port));
        await using GatewayProcess gateway = GatewayProcess.Start("--config", manifest.Folder, "--port-offset", (_port - 8080).ToString(CultureInfo.InvariantCulture));
        await Eventually.TrueAsync(() => gateway.Output.Contains("Gateway shop/edge on", StringComparison.Ordinal), Eventually.ProcessPatience);

        await _client.GetStringAsync(At("127.0.0.1", "/secret?token=hunter2"));
        await Eventually.TrueAsync(() => gateway.Output.Contains("GET ", StringComparison.Ordinal));

        Assert.Matches(@"(?m)^\d\d:\d\d:\d\d  GET     200 +\d+\.\d ms  shop/edge:8080  shop/all\[0\] -> shop/backend:80$", gateway.Output);
        Assert.DoesNotContain("secret", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', gateway.Output);
    }

    public void Dispose() => _client.Dispose();

    private static string External(int port) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: backend, namespace: shop}
        spec: {type: ExternalName, externalName: localhost, ports: [{port: {{port}} }]}
        """;

    private Uri At(string address, string target = "/") => new($"http://{address}:{_port}{target}");
}
