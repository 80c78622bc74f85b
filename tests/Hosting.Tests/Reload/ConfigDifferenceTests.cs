using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Hosting.Tests.Reload;

public sealed class ConfigDifferenceTests
{
    private static readonly HttpRoute Cart = new() { Name = "shop/cart" };
    private static readonly HttpRoute Users = new() { Name = "shop/users" };

    [Fact]
    public void The_first_configuration_is_counted() =>
        Assert.Equal("2 listeners, 2 routes, 1 backend", ConfigDifference.Between(null, Config([Cart, Users], "cart")));

    [Fact]
    public void A_reload_says_what_changed()
    {
        TrafficConfig before = Config([Cart, Users], "cart", "users");
        TrafficConfig after = Config([Cart with { Hostnames = ["cart.example"] }], "cart", "users", "orders");

        Assert.Equal("1 route changed, 1 route removed, 1 backend added", ConfigDifference.Between(before, after));
    }

    [Fact]
    public void A_listener_is_counted_without_its_routes()
    {
        TrafficConfig before = Config([Cart]);
        TrafficConfig after = before with { Ports = [.. before.Ports.Select(static port => port with { Addresses = ["127.0.0.2"] })] };

        Assert.Equal("2 listeners changed", ConfigDifference.Between(before, after));
    }

    [Fact]
    public void What_has_no_name_is_said_without_one() =>
        Assert.StartsWith("the same ", ConfigDifference.Between(Config([Cart]), Config([Cart])), StringComparison.Ordinal);

    private static TrafficConfig Config(ValueList<HttpRoute> routes, params string[] backends) => new()
    {
        Ports =
        [
            new GatewayPort
            {
                Gateway = "shop/edge",
                Port = 80,
                Listeners =
                [
                    new RouteListener { Name = "shop/edge/http", Port = 80, HttpRoutes = routes },
                    new RouteListener { Name = "shop/edge/other", Hostname = "other.example", Port = 80, HttpRoutes = routes },
                ],
            },
        ],
        Backends = [.. backends.Select(static id => new Backend { Id = id })],
    };
}
