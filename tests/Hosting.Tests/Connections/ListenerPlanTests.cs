using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests;

/// <summary>What a host cannot bind is said, and everything else is bound.</summary>
public sealed class ListenerPlanTests
{
    [Fact]
    public void What_cannot_be_bound_is_reported_and_left_out()
    {
        TrafficConfig config = new()
        {
            Ports =
            [
                Port("shop/a", 80),
                Port("shop/b", 80),
                Port("shop/c", 443) with { Scheme = ListenerScheme.Https },
                Port("shop/d", 65_535),
                Port("shop/e", 81) with { Addresses = ["shop.example", "127.0.0.2"] },
            ],
        };
        DiagnosticBag diagnostics = new();

        IEnumerable<string> bound = ListenerPlan.Of(new TrafficCompiler().Compile(config, new DiagnosticBag()), new GatehouseOptions { PortOffset = 1 }, diagnostics)
            .Select(static listener => $"{listener.Key} {listener.Value.Key.Gateway}");

        Assert.Equal(["127.0.0.1:444 shop/c", "127.0.0.1:81 shop/a", "127.0.0.2:82 shop/e"], bound.Order(StringComparer.Ordinal));
        string found = string.Concat(diagnostics.Select(static diagnostic => $"{diagnostic}\n"));
        Assert.Equal(Golden.Read("hosting/diagnostics.out.txt", found), found);
        Assert.Equal(["HO8003", "HO8004", "HO8005"], diagnostics.Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }

    private static GatewayPort Port(string gateway, int port) => new()
    {
        Gateway = gateway,
        Port = port,
        Listeners = [new RouteListener { Name = $"{gateway}/http" }],
    };
}
