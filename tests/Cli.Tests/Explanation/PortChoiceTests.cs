using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Cli.Tests.Explanation;

public sealed class PortChoiceTests
{
    private static readonly TrafficSnapshot Snapshot = new TrafficCompiler().Compile(
        new TrafficConfig
        {
            Ports =
            [
                new GatewayPort { Gateway = "shop/edge", Port = 80 },
                new GatewayPort { Gateway = "shop/edge", Port = 8080 },
                new GatewayPort { Gateway = "shop/inner", Port = 80 },
            ],
        },
        new DiagnosticBag());

    [Theory]
    [InlineData("shop/edge", 8080, "shop/edge 8080")]
    [InlineData("shop/inner", null, "shop/inner 80")]
    [InlineData(null, 8080, "shop/edge 8080")]
    public void What_goes_without_saying_may_be_left_out(string? gateway, int? port, string expected)
    {
        Assert.True(PortChoice.TryChoose(Snapshot, gateway, port, out PortSnapshot? chosen, out _));
        Assert.Equal(expected, $"{chosen.Key.Gateway} {chosen.Key.Port}");
    }

    [Theory]
    [InlineData(null, 80, "several ports fit --port 80, choose by --gateway and --port: shop/edge 80, shop/inner 80")]
    [InlineData("shop/edge", null, "several ports fit --gateway shop/edge, choose by --gateway and --port: shop/edge 80, shop/edge 8080")]
    [InlineData("shop/egde", 80, "no port of the configuration fits --gateway shop/egde --port 80; there are: shop/edge 80, shop/edge 8080, shop/inner 80")]
    public void What_is_not_one_port_is_told_with_the_ports_there_are(string? gateway, int? port, string expected)
    {
        Assert.False(PortChoice.TryChoose(Snapshot, gateway, port, out _, out string? problem));
        Assert.Equal(expected, problem);
    }
}
