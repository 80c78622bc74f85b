using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>What keeps the gateway from starting, and how it says so.</summary>
public sealed class StartTests : IDisposable
{
    private readonly ShopManifests _manifests = new(shopBasePort: 18081);

    [Fact]
    public async Task A_broken_manifest_ends_it_with_1_and_every_diagnostic()
    {
        _manifests.Edit("03-paths.yaml", "value: /cart}", "value: cart}");
        _manifests.Edit("07-headers.yaml", "type: RequestHeaderModifier", "type: RequestHeaderModifyer");
        await using GatewayProcess gateway = GatewayProcess.Start("--config", _manifests.Folder, "--port-offset", Offset(FreePorts.Next()));

        Assert.Equal(1, await gateway.ExitAsync());
        Assert.Matches(@"03-paths\.yaml\(\d+,\d+\): error ", gateway.Errors);
        Assert.Matches(@"07-headers\.yaml\(\d+,\d+\): error ", gateway.Errors);
        Assert.DoesNotContain("   at ", gateway.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_1_and_names_the_port()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using GatewayProcess gateway = GatewayProcess.Start("--config", _manifests.Folder, "--port-offset", Offset(port));

        Assert.Equal(1, await gateway.ExitAsync());
        Assert.Contains($"error HO8001: spec.listeners: port {port} cannot be listened on: another program uses it", gateway.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_address_that_is_taken_ends_it_with_1_and_names_the_address()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string address = taken.LocalEndpoint.ToString()!;
        await using GatewayProcess gateway = GatewayProcess.Start("--config", _manifests.Folder, "--port-offset", Offset(FreePorts.Next()), "--admin", address);

        Assert.Equal(1, await gateway.ExitAsync());
        Assert.Equal($"The admin address {address} cannot be listened on: another program uses it.", gateway.Errors.Trim());
    }

    public void Dispose() => _manifests.Dispose();

    private static string Offset(int port) => (port - 8080).ToString(CultureInfo.InvariantCulture);
}
